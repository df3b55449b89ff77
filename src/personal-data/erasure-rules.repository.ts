import { ERASED_BODY } from '../deliveries/delivery.types.js';
import { ERASED } from './redaction.js';

/** What of an order's rows holds its customer, or may, and what is left of it. Each says which rows still do. */
export interface ErasureRule {
  table: string;
  /** UPDATE or DELETE, so far that `RETURNING` may follow. */
  sql: string;
}

/** These fields of a return's body say nothing of a customer. */
const RETURN_FIELDS =
  "'{returnOrderStatus,returnOrderTime,expectedDate,orderType,currencyCode,regionType,shipmentDimension,orderDetails}'";
const ITEM_TEXTS = "'{reason,imageUrl,serialNumber}'::text[]";
/** Fields of an event for the merchant; aggregators' own fields and addresses of documents go. */
const EVENT_FIELDS =
  "'{forwardOrderCode,forwardShipmentCode,forwardAwb,courierName,notificationType,notificationUpdateTime,returnOrderInfo,warehouseCode,items}'";

const only = (body: string, fields: string): string =>
  `(SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}') FROM jsonb_each(${body}) f WHERE f.key = ANY(${fields}))`;

/** $1 order id. What an open write or return needs is not touched: such an order waits. */
export const RULES_BY_ORDER: ErasureRule[] = [
  {
    table: 'order_item',
    sql: `UPDATE order_item SET gift = NULL, gift_message = NULL, custom_fields = NULL
      WHERE order_id = $1 AND num_nonnulls(gift, gift_message, custom_fields) > 0`,
  },
  {
    table: 'increff_push',
    sql: 'UPDATE increff_push SET sent = NULL WHERE order_id = $1 AND sent IS NOT NULL',
  },
  {
    table: 'order_event',
    sql: `UPDATE order_event SET summary = summary - 'reason'
      WHERE order_id = $1 AND (kind LIKE 'CANCEL\\_%' OR kind LIKE 'REFUND\\_%') AND summary ? 'reason'`,
  },
  {
    table: 'operation',
    sql: `UPDATE operation SET last_request = NULL, last_response = NULL,
        input = CASE WHEN kind IN ('CANCEL', 'REFUND') THEN input - 'reason' ELSE input END
      WHERE order_id = $1 AND state IN ('SETTLED', 'FAILED')
        AND (last_request IS NOT NULL OR last_response IS NOT NULL OR (kind IN ('CANCEL', 'REFUND') AND input ? 'reason'))`,
  },
  {
    table: 'operation_try',
    sql: `UPDATE operation_try t SET request = t.request - 'body', response = NULL, error = NULL FROM operation p
      WHERE t.operation_id = p.id AND p.order_id = $1 AND p.state IN ('SETTLED', 'FAILED')
        AND (t.request ? 'body' OR num_nonnulls(t.response, t.error) > 0)`,
  },
  {
    table: 'shipment',
    sql: `UPDATE shipment SET label_url = NULL, comment = NULL
      WHERE order_id = $1 AND (label_url IS NOT NULL OR comment IS NOT NULL)`,
  },
  {
    table: 'shipment_label',
    sql: 'DELETE FROM shipment_label WHERE shipment_id IN (SELECT id FROM shipment WHERE order_id = $1)',
  },
  {
    table: 'return_item',
    sql: `UPDATE return_item SET reason = '${ERASED}', image_urls = NULL
      WHERE return_order_id IN (SELECT id FROM return_order WHERE order_id = $1)
        AND (reason <> '${ERASED}' OR image_urls IS NOT NULL)`,
  },
  {
    table: 'return_order',
    sql: `UPDATE return_order r SET body = ${only('r.body', RETURN_FIELDS)} || jsonb_build_object('${ERASED}', true,
        'orderItems', (SELECT coalesce(jsonb_agg(i - ${ITEM_TEXTS}), '[]')
          FROM jsonb_array_elements(CASE jsonb_typeof(r.body -> 'orderItems') WHEN 'array' THEN r.body -> 'orderItems'
            ELSE '[]' END) i))
      WHERE r.order_id = $1 AND NOT r.body ? '${ERASED}'`,
  },
];

/** $1 store id, $2 codes of the order. A delivery that waits to be sent keeps its body until it is sent or given up. */
export const RULES_BY_CODE: ErasureRule[] = [
  {
    table: 'notification',
    sql: `UPDATE notification n SET raw = NULL, body = jsonb_build_object('${ERASED}', true) ||
        CASE WHEN n.state IN ('ACCEPTED', 'UNWANTED') THEN ${only('n.body', EVENT_FIELDS)} ELSE '{}' END
      WHERE n.store_id = $1 AND n.forward_order_code = ANY($2::text[]) AND (NOT n.body ? '${ERASED}' OR n.raw IS NOT NULL)`,
  },
  {
    table: 'delivery_attempt',
    sql: `UPDATE delivery_attempt a SET response = NULL FROM delivery d
      WHERE a.delivery_id = d.id AND d.store_id = $1 AND d.order_code = ANY($2::text[]) AND d.state <> 'PENDING'
        AND a.response IS NOT NULL`,
  },
  {
    table: 'delivery',
    sql: `UPDATE delivery SET body = '${ERASED_BODY}'
      WHERE store_id = $1 AND order_code = ANY($2::text[]) AND state <> 'PENDING' AND body <> '${ERASED_BODY}'`,
  },
];

/** Free text that may repeat a customer's name or address: looked through for the order's own values. */
export interface TextPlace {
  table: string;
  columns: Record<string, TextKind>;
  where: string;
}

/** `json text`: a column of text that is JSON, mostly. */
export type TextKind = 'jsonb' | 'json text' | 'text';

/** $1 order id. */
export const TEXTS_BY_ORDER: TextPlace[] = [
  { table: 'order_event', columns: { summary: 'jsonb' }, where: 't.order_id = $1' },
  {
    table: 'operation',
    columns: { input: 'jsonb', last_request: 'jsonb', last_response: 'jsonb', detail: 'text' },
    where: 't.order_id = $1',
  },
  {
    table: 'operation_try',
    columns: { request: 'jsonb', error: 'text', response: 'text' },
    where: 't.operation_id IN (SELECT id FROM operation WHERE order_id = $1)',
  },
  { table: 'return_order', columns: { body: 'jsonb', transporter: 'text' }, where: 't.order_id = $1' },
  {
    table: 'return_item',
    columns: { qc_reason: 'text', details: 'jsonb' },
    where: 't.return_order_id IN (SELECT id FROM return_order WHERE order_id = $1)',
  },
];

/** $1 store id, $2 codes of the order. */
export const TEXTS_BY_CODE: TextPlace[] = [
  {
    table: 'notification',
    columns: { body: 'jsonb', reason: 'text' },
    where: 't.store_id = $1 AND t.forward_order_code = ANY($2::text[])',
  },
  {
    table: 'delivery',
    columns: { last_error: 'text' },
    where: 't.store_id = $1 AND t.order_code = ANY($2::text[])',
  },
  {
    table: 'delivery_attempt',
    columns: { error: 'text' },
    where: `t.delivery_id IN (SELECT id FROM delivery WHERE store_id = $1 AND order_code = ANY($2::text[]))`,
  },
  {
    table: 'difference',
    columns: { ours: 'jsonb', theirs: 'jsonb', reason: 'text' },
    where: `t.order_code::text = ANY($2::text[]) AND t.reconciliation_id IN (SELECT id FROM reconciliation WHERE store_id = $1)`,
  },
  {
    table: 'parked_order',
    columns: { reason: 'text' },
    where: 't.store_id = $1 AND t.entity_id::text = ANY($2::text[])',
  },
];

/**
 * What belongs to no order that we know: looked through for values that tell who it is. Answers under an Idempotency-Key go
 * after 72 hours.
 */
export const TEXTS_OF_NO_ORDER: TextPlace[] = [
  { table: 'idempotency_key', columns: { body: 'json text' }, where: 'true' },
  { table: 'parked_order', columns: { reason: 'text' }, where: 'true' },
  { table: 'notification', columns: { body: 'jsonb', raw: 'text', reason: 'text' }, where: 'true' },
  { table: 'delivery', columns: { body: 'json text', last_error: 'text' }, where: "t.state <> 'PENDING'" },
];
