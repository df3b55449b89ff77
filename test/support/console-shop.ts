import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from './test-app.js';

export const EVIL = `<img src=x onerror="document.title='owned'">`;

export interface ConsoleShop {
  bridge: TestApp;
  sandbox: Sandbox;
  close(): Promise<void>;
}

/**
 * A store with something on every page of the console.
 * @param said what people and Magento say in it
 */
export async function startConsoleShop(
  environment: Record<string, string> = {},
  said = 'The shop is closed for repairs.',
): Promise<ConsoleShop> {
  const sandbox = await Sandbox.start();
  for (let id = 1; id <= 60; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - id * 20 * 60_000 }));
  }
  const bridge = await startTestApp(sandbox, environment);
  const close = async (): Promise<void> => {
    await bridge.close();
    await sandbox.close();
  };
  try {
    await bridge.sync('orders.new');
    for (const id of [1, 2, 3]) await bridge.post(`/orders/${id}/acknowledge`);
    await bridge.post('/orders/2/cancel', { reason: said });
    await bridge.db.rows(FILL, [said]);
  } catch (error) {
    await close();
    throw error;
  }
  return { bridge, sandbox, close };
}

/** A failed write, deliveries in every state, a return, a difference, drift; and the orders of four weeks, for the chart. */
const FILL = `
  WITH o AS (SELECT id, store_id FROM "order" WHERE entity_id = 5),
  failed AS (INSERT INTO operation (store_id, order_id, kind, natural_key, state, error_code, detail, requested_by, last_request)
    SELECT store_id, id, 'INVOICE', 'INVOICE:rest', 'FAILED', 'MAGENTO_UNREACHABLE', $1, 'increff', '{"method": "POST"}' FROM o RETURNING id),
  sent AS (INSERT INTO operation_try (operation_id, attempt, at, duration_ms, status, error_code, error, request, lease_token)
    SELECT id, t.attempt, t.at, t.duration_ms, t.status, t.error_code, t.error,
      jsonb_build_object('method', 'POST', 'path', '/V1/order/5/invoice', 'body', t.body::jsonb), gen_random_uuid()
    FROM failed, LATERAL (VALUES
      (1, now() - interval '9 minutes', NULL::int, NULL::int, NULL, NULL, '{"capture": true, "items": [{"order_item_id": 51, "qty": 2}]}'),
      (2, now() - interval '6 minutes', 30001, NULL, 'MAGENTO_NO_ANSWER', 'Magento did not answer in 30 s.',
        '{"capture": true, "items": [{"order_item_id": 51, "qty": 1}]}'),
      (3, now() - interval '1 minute', 420, 400, 'MAGENTO_REJECTED', 'The order does not allow an invoice to be created.',
        '{"capture": true, "items": [{"order_item_id": 51, "qty": 1}]}')) t (attempt, at, duration_ms, status, error_code, error, body)),
  dead AS (INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, attempts, last_error, settled_at)
    SELECT gen_random_uuid(), store_id, 'NOTIFICATION', '5', 'PICKUP_COMPLETED', '{"orderCode": "5"}', 'DEAD', 14, 'answered 500', now() FROM o RETURNING id),
  tried AS (INSERT INTO delivery_attempt (delivery_id, attempt, at, duration_ms, status, error, request, response)
    SELECT id, t.attempt, t.at, t.duration_ms, t.status, t.error, '{"method": "POST", "url": "https://shop.example.com/hooks/increff", "headers": ["content-type", "webhook-id"]}'::jsonb,
      t.response FROM dead, LATERAL (VALUES
        (13, now() - interval '1 hour', 4, NULL::int, 'connection refused', NULL),
        (14, now(), 412, 500, 'answered 500', 'out of memory')) t (attempt, at, duration_ms, status, error, response)),
  back AS (INSERT INTO return_order (store_id, order_id, return_order_code, forward_order_code, location_code, order_type, awb_number, body, requested_by)
    SELECT store_id, id, 'RET-1', '5', 'WH1', 'CUSTOMER_RETURN', 'AWB-R1', '{}', 'increff' FROM o),
  compared AS (INSERT INTO reconciliation (store_id, created_from, created_to, state, differences, requested_by)
    SELECT store_id, now() - interval '1 day', now(), 'DONE', 1, 'schedule' FROM o RETURNING id),
  differs AS (INSERT INTO difference (reconciliation_id, order_code, kind, ours, reason)
    SELECT id, 5, 'ORDER_MISSING_IN_MAGENTO', '{"entity_id": "5"}', $1 FROM compared)
  INSERT INTO inventory_level (store_id, sku, source_code, quantity, state, error_code, error_message, version, requested_by, locations)
    SELECT store_id, 'SKU-LOST', '', 4, 'FAILED', 'MAGENTO_NOT_FOUND', $1, 1, 'increff', '{}' FROM o`;
