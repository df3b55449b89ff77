/** Amounts are in the order's currency; those named base are in that of the shop's books. Null: Magento does not say. */
export class InvoiceDetails {
  /** Of the payment. @example 'pay_Jz7LmmJjjfMjPk' */
  transactionId: string | null;
  /** Magento's updated_at; ISO 8601, UTC. */
  magentoUpdatedAt: string | null;
  /** Lines without tax, before discount. */
  subtotal: string | null;
  /** Lines with tax, before discount. */
  subtotalInclTax: string | null;
  /** As Magento has it: below zero. */
  discount: string | null;
  /** Tax that a discount on prices with tax keeps hidden (discount_tax_compensation_amount). */
  discountTaxCompensation: string | null;
  /** Shipping without tax. */
  shipping: string | null;
  /** Units of all lines (total_qty). */
  totalQuantity: string | null;
  /** ISO 4217 code of the currency of the shop's books. */
  baseCurrency: string | null;
  /** Factor from the store view's currency to that of the books, as Magento has it. */
  storeToBaseRate: string | null;
  /** Factor from the store view's currency to that of the order, as Magento has it. */
  storeToOrderRate: string | null;
  /** grandTotal in the currency of the books. */
  baseGrandTotal: string | null;
  /** Tax in the currency of the books. */
  baseTax: string | null;
  /** Discount in the currency of the books: below zero. */
  baseDiscount: string | null;
  /** Shipping without tax, in the currency of the books. */
  baseShipping: string | null;
  /** Magento's entity_id of the order's billing address. */
  billingAddressId: string | null;
  /** Magento's entity_id of the order's shipping address. */
  shippingAddressId: string | null;
}

export class InvoiceItemDetails {
  /** Magento's id of the line of the invoice. */
  invoiceItemId: string | null;
  /** Magento's entity_id of the product. */
  productId: string | null;
  /** Product name at the time of the order. */
  name: string | null;
  /** Text of the line, which shops seldom fill. */
  description: string | null;
  /** Of one unit, without tax, before discount. */
  price: string | null;
  /** Of one unit, with tax, before discount. */
  priceInclTax: string | null;
  /** Of all units, without tax, before discount. */
  rowTotal: string | null;
  /** Of all units, with tax, before discount. */
  rowTotalInclTax: string | null;
  /** Tax of all units. */
  tax: string | null;
  /** Discount of all units, as Magento has it. */
  discount: string | null;
  /** Tax that a discount on prices with tax keeps hidden. */
  discountTaxCompensation: string | null;
  /** price in the currency of the books. */
  basePrice: string | null;
  /** priceInclTax in the currency of the books. */
  basePriceInclTax: string | null;
  /** rowTotal in the currency of the books. */
  baseRowTotal: string | null;
  /** rowTotalInclTax in the currency of the books. */
  baseRowTotalInclTax: string | null;
  /** Tax of all units, in the currency of the books. */
  baseTax: string | null;
  /** discountTaxCompensation in the currency of the books. */
  baseDiscountTaxCompensation: string | null;
}
