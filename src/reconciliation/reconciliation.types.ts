export enum DifferenceKind {
  /** Magento has an order that we did not; it was taken in. */
  OrderMissingHere = 'ORDER_MISSING_HERE',
  /** We have an order that Magento no longer has. */
  OrderMissingInMagento = 'ORDER_MISSING_IN_MAGENTO',
  /** Status, amounts, addresses or lines differed; our copy was mended. */
  OrderContent = 'ORDER_CONTENT',
  InvoiceMissingInMagento = 'INVOICE_MISSING_IN_MAGENTO',
  InvoiceMadeElsewhere = 'INVOICE_MADE_ELSEWHERE',
  ShipmentMissingInMagento = 'SHIPMENT_MISSING_IN_MAGENTO',
  ShipmentMadeElsewhere = 'SHIPMENT_MADE_ELSEWHERE',
}

export interface Difference {
  orderCode: string;
  kind: DifferenceKind;
  ours: object | null;
  theirs: object | null;
  reason: string;
  repaired: boolean;
}
