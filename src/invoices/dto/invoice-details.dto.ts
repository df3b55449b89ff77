/** Amounts are in the order's currency; those named base are in that of the shop's books. Null: Magento does not say. */
export class InvoiceDetails {
  /** Of the payment. @example 'pay_Jz7LmmJjjfMjPk' */
  transactionId: string | null;
  magentoUpdatedAt: string | null;
  subtotal: string | null;
  subtotalInclTax: string | null;
  /** As Magento has it: below zero. */
  discount: string | null;
  discountTaxCompensation: string | null;
  shipping: string | null;
  totalQuantity: string | null;
  baseCurrency: string | null;
  storeToBaseRate: string | null;
  storeToOrderRate: string | null;
  baseGrandTotal: string | null;
  baseTax: string | null;
  baseDiscount: string | null;
  baseShipping: string | null;
  billingAddressId: string | null;
  shippingAddressId: string | null;
}

export class InvoiceItemDetails {
  /** Magento's id of the line of the invoice. */
  invoiceItemId: string | null;
  productId: string | null;
  name: string | null;
  description: string | null;
  price: string | null;
  priceInclTax: string | null;
  rowTotal: string | null;
  rowTotalInclTax: string | null;
  tax: string | null;
  discount: string | null;
  discountTaxCompensation: string | null;
  basePrice: string | null;
  basePriceInclTax: string | null;
  baseRowTotal: string | null;
  baseRowTotalInclTax: string | null;
  baseTax: string | null;
  baseDiscountTaxCompensation: string | null;
}
