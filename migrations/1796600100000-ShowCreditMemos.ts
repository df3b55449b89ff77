import type { MigrationInterface, QueryRunner } from 'typeorm';

const CREDIT_MEMOS = `
  UNION ALL
  SELECT s.code, 'CREDIT_MEMO', o.entity_id, c.credit_memo_id::text, c.idempotency_key, c.sync_state, p.detail,
    p.requested_by, p.request_id, coalesce(p.created_at, c.created_at), c.created_at, c.operation_id
  FROM credit_memo c JOIN "order" o ON o.id = c.order_id JOIN store s ON s.id = c.store_id
  LEFT JOIN operation p ON p.id = c.operation_id`;

const viewWith = (more: string): string => `
  CREATE OR REPLACE VIEW audit.sync_states AS
  SELECT s.code AS store_code, 'ORDER' AS domain, o.entity_id AS order_code, o.increment_id AS subject,
    coalesce(o.idempotency_key, o.entity_id::text) AS idempotency_key, o.sync_state, o.sync_reason AS detail,
    NULL AS requested_by, NULL AS request_id, o.first_seen_at AS requested_at, o.acknowledged_at AS synced_at,
    NULL::uuid AS operation_id
  FROM "order" o JOIN store s ON s.id = o.store_id
  UNION ALL
  SELECT s.code, 'INVOICE', o.entity_id, i.invoice_id::text,
    coalesce(i.idempotency_key, p.natural_key, 'magento:' || i.invoice_id), i.sync_state, p.detail,
    p.requested_by, p.request_id, coalesce(p.created_at, i.created_at), i.created_at, i.operation_id
  FROM invoice i JOIN "order" o ON o.id = i.order_id JOIN store s ON s.id = i.store_id
  LEFT JOIN operation p ON p.id = i.operation_id
  UNION ALL
  SELECT s.code, 'SHIPMENT', o.entity_id, coalesce(h.shipment_code, h.shipment_id),
    coalesce(h.idempotency_key, h.shipment_id), h.sync_state, p.detail,
    h.requested_by, h.request_id, h.created_at,
    CASE WHEN h.sync_state IN ('CREATED', 'HANDED_OVER') THEN h.updated_at END, h.operation_id
  FROM shipment h JOIN "order" o ON o.id = h.order_id JOIN store s ON s.id = h.store_id
  LEFT JOIN operation p ON p.id = h.operation_id
  UNION ALL
  SELECT s.code, 'INVENTORY', NULL, l.sku, coalesce(l.idempotency_key, l.source_code || '/' || lower(l.sku)),
    coalesce(l.sync_state, l.state), l.error_code, l.requested_by, l.request_id, l.requested_at, l.pushed_at, NULL
  FROM inventory_level l JOIN store s ON s.id = l.store_id
  UNION ALL
  SELECT s.code, 'RETURN', o.entity_id, r.return_order_code, coalesce(r.idempotency_key, r.return_order_code),
    r.sync_state, d.last_error, r.requested_by, r.request_id, r.created_at, d.settled_at, NULL
  FROM return_order r JOIN "order" o ON o.id = r.order_id JOIN store s ON s.id = r.store_id
  LEFT JOIN delivery d ON d.id = r.delivery_id
  UNION ALL
  SELECT s.code, 'NOTIFICATION', CASE WHEN n.forward_order_code ~ '^[1-9][0-9]{0,17}$' THEN n.forward_order_code::bigint END,
    n.type, coalesce(n.idempotency_key, n.dedupe_key), coalesce(n.sync_state, n.state), coalesce(n.reason, d.last_error),
    n.source, n.request_id, n.received_at, d.settled_at, NULL
  FROM notification n JOIN store s ON s.id = n.store_id LEFT JOIN delivery d ON d.id = n.delivery_id
  UNION ALL
  SELECT NULL, 'CLIENT', NULL, c.id, coalesce(c.idempotency_key, c.id),
    coalesce(c.sync_state, CASE WHEN c.enabled THEN 'ENABLED' ELSE 'DISABLED' END), NULL, NULL, NULL, c.created_at,
    c.updated_at, NULL
  FROM api_client c${more};
`;

const DOMAINS = 'ORDER, INVOICE, SHIPMENT, INVENTORY, RETURN, NOTIFICATION';

/** Credit memos beside the other domains. */
export class ShowCreditMemos1796600100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith(CREDIT_MEMOS));
    await runner.query(
      `COMMENT ON COLUMN audit.sync_states.domain IS '${DOMAINS}, CLIENT or CREDIT_MEMO.';
       COMMENT ON COLUMN audit.sync_states.subject IS 'increment_id of an order, id of an invoice or credit memo in Magento, code of a parcel, SKU, code of a return, type of an event, id of a client.';
       COMMENT ON VIEW audit.sync_states IS 'Orders, invoices, credit memos, parcels, stock, returns, events and clients: what was asked, by which key it is known again, by whom, and how far it is in sync.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith(''));
    await runner.query(
      `COMMENT ON COLUMN audit.sync_states.domain IS '${DOMAINS} or CLIENT.';
       COMMENT ON COLUMN audit.sync_states.subject IS 'increment_id of an order, id of an invoice in Magento, code of a parcel, SKU, code of a return, type of an event, id of a client.';
       COMMENT ON VIEW audit.sync_states IS 'Orders, invoices, parcels, stock, returns, events and clients: what was asked, by which key it is known again, by whom, and how far it is in sync.'`,
    );
  }
}
