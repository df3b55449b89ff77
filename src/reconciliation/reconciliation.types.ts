export enum DifferenceKind {
  /** Magento has an order that we did not; it was taken in. */
  OrderMissingHere = 'ORDER_MISSING_HERE',
  /** We have an order that Magento no longer has. */
  OrderMissingInMagento = 'ORDER_MISSING_IN_MAGENTO',
  /** Status, amounts, addresses or lines differed; our copy was repaired. */
  OrderContent = 'ORDER_CONTENT',
  InvoiceMissingInMagento = 'INVOICE_MISSING_IN_MAGENTO',
  InvoiceMadeElsewhere = 'INVOICE_MADE_ELSEWHERE',
  ShipmentMissingInMagento = 'SHIPMENT_MISSING_IN_MAGENTO',
  ShipmentMadeElsewhere = 'SHIPMENT_MADE_ELSEWHERE',
  CreditMemoMissingInMagento = 'CREDIT_MEMO_MISSING_IN_MAGENTO',
  CreditMemoMadeElsewhere = 'CREDIT_MEMO_MADE_ELSEWHERE',
  /** One marker of ours on two or more: a write had two effects. */
  InvoiceDoubled = 'INVOICE_DOUBLED',
  ShipmentDoubled = 'SHIPMENT_DOUBLED',
  CommentDoubled = 'COMMENT_DOUBLED',
  CreditMemoDoubled = 'CREDIT_MEMO_DOUBLED',
  /** Our marker, but our books do not have it. */
  InvoiceNotRecorded = 'INVOICE_NOT_RECORDED',
  ShipmentNotRecorded = 'SHIPMENT_NOT_RECORDED',
  CreditMemoNotRecorded = 'CREDIT_MEMO_NOT_RECORDED',
}

/** ERROR: a promise was broken, and a person must act; WARNING: a person should look; INFO: it is put right. */
export enum Severity {
  Error = 'ERROR',
  Warning = 'WARNING',
  Info = 'INFO',
}

const BROKEN_PROMISES = new Set<DifferenceKind>([
  DifferenceKind.InvoiceDoubled,
  DifferenceKind.ShipmentDoubled,
  DifferenceKind.CommentDoubled,
  DifferenceKind.CreditMemoDoubled,
  DifferenceKind.InvoiceNotRecorded,
  DifferenceKind.ShipmentNotRecorded,
  DifferenceKind.CreditMemoNotRecorded,
]);

export function isBrokenPromise(kind: DifferenceKind): boolean {
  return BROKEN_PROMISES.has(kind);
}

export function severityOf({ kind, repaired }: { kind: DifferenceKind; repaired: boolean }): Severity {
  if (repaired) return Severity.Info;
  return isBrokenPromise(kind) ? Severity.Error : Severity.Warning;
}

/** What is compared document by document. */
export type DocumentKind = 'invoice' | 'shipment' | 'credit memo';

export interface Difference {
  orderCode: string;
  kind: DifferenceKind;
  ours: object | null;
  theirs: object | null;
  reason: string;
  repaired: boolean;
}
