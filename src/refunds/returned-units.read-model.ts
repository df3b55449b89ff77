import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** Natural key of the refund of one returned unit. */
export function keyOfUnit(returnOrderCode: string, itemCode: string): string {
  return `return:${returnOrderCode}:${itemCode}`;
}

/** The unit of this natural key has passed its check, and no later result says otherwise. */
export async function unitStandsAsPassed(
  manager: EntityManager,
  orderId: string,
  naturalKey: string,
): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    `SELECT 1 FROM return_order r JOIN return_item i ON i.return_order_id = r.id
     WHERE r.order_id = $1 AND 'return:' || r.return_order_code || ':' || i.item_code = $2
       AND i.state = 'PROCESSED' AND i.qc_status = 'PASS'`,
    [orderId, naturalKey],
  );
  return rows.length > 0;
}

/** The same; results of the order's returns wait until the end of the transaction. */
export async function unitPassedMeanwhile(
  manager: EntityManager,
  orderId: string,
  naturalKey: string,
): Promise<boolean> {
  await manager.query('SELECT 1 FROM "order" WHERE id = $1 FOR UPDATE', [orderId]);
  return unitStandsAsPassed(manager, orderId, naturalKey);
}
