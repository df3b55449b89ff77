export enum ReturnType {
  SelfShip = 'SELF_SHIP',
  CustomerReturn = 'CUSTOMER_RETURN',
  ReturnToOrigin = 'RETURN_TO_ORIGIN',
}

/** Meanings: COMMENT on return_order.sync_state. */
export enum ReturnState {
  Created = 'CREATED',
  InProcessing = 'IN_PROCESSING',
  Processed = 'PROCESSED',
  Cancelled = 'CANCELLED',
}

export enum ReturnItemState {
  Expected = 'EXPECTED',
  Processed = 'PROCESSED',
  Cancelled = 'CANCELLED',
}

export enum QcStatus {
  Pass = 'PASS',
  Fail = 'FAIL',
}

/** The unit did not arrive. */
export const MISSING = 'PRODUCT_MISSING';

/** Increff's standard list, and the word of the document's sample; a store may have more. */
export const QC_REASONS = [
  MISSING,
  'EXPIRED',
  'VIRTUAL_COMBO_FAIL',
  'STAIN_DAMAGE',
  'BROKEN_STITCH_DAMAGE',
  'FABRIC_DEFECT_DAMAGE',
  'PACKAGING_DAMAGE',
  'WAREHOUSE_DAMAGE',
  'OTHER_DAMAGE',
  'COLOUR_MISMATCH',
  'PAIR_MISMATCH',
  'MRP_MISMATCH',
  'SIZE_MISMATCH',
  'PRODUCT_MISMATCH',
  'LOGO_ISSUE',
  'WARRANTY_CARD_MISSING',
  'PART_MISSING',
  'TAG_MISSING',
  'FOOTWEAR_SOLE_SLIGHTLY_DIRTY',
  'USED_PRODUCT',
  'OTHER_BRAND',
  'BATCH_MISMATCH',
  'NEEDS_IRONING',
  'NEEDS_OTHER_REFURBISHMENT',
  'DAMAGED',
];

export interface ReturnItemRow {
  item_code: string;
  sku: string;
  reason: string;
  state: ReturnItemState;
  qc_status: QcStatus | null;
  qc_reason: string | null;
  image_urls: string[] | null;
}

export interface ReturnRow {
  id: string;
  order_id: string;
  return_order_code: string;
  forward_order_code: string;
  location_code: string;
  order_type: ReturnType;
  awb_number: string | null;
  transporter: string | null;
  sync_state: ReturnState;
  body: Record<string, unknown>;
  history: { state: string; at: string }[];
  delivery_id: string | null;
  created_at: Date;
  updated_at: Date;
  items: ReturnItemRow[];
}
