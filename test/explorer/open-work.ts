import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../support/test-database.js';

const EVERY_MS = 100;

/** What our database says of orders and SKUs, asked for once for all schedules that wait for it. */
export interface Snapshot {
  /** entity_ids with writes that are not at their end. */
  orders: Set<string>;
  skus: Set<string>;
  /** Order codes with deliveries that are not at their end. */
  lines: Set<string>;
  /** `state status`, and what of each line is cancelled or refunded, of our copies of the orders that are asked for. */
  copies: Map<string, string>;
}

const SQL = `SELECT
  (SELECT coalesce(json_agg(o.entity_id::text), '[]') FROM operation p JOIN "order" o ON o.id = p.order_id
   WHERE p.state IN ('PENDING', 'RUNNING', 'UNKNOWN')) AS orders,
  (SELECT coalesce(json_agg(sku), '[]') FROM inventory_level
   WHERE next_attempt_at IS NOT NULL OR lease_token IS NOT NULL) AS skus,
  (SELECT coalesce(json_agg(order_code), '[]') FROM delivery WHERE state = 'PENDING') AS lines,
  (SELECT coalesce(json_object_agg(o.entity_id, concat_ws(' ', o.state, o.status, (
     SELECT string_agg((i.quantity_cancelled + i.quantity_refunded)::float8::text, ' ' ORDER BY i.item_id) FROM order_item i
     WHERE i.order_id = o.id))), '{}')
   FROM "order" o WHERE o.entity_id = ANY($1::bigint[])) AS copies`;

export class OpenWork {
  private readonly asked = new Map<string, number>();
  private closed = false;
  private next = Promise.withResolvers<Snapshot>();

  constructor(private readonly db: TestDatabase) {
    void this.run();
  }

  close(): void {
    this.closed = true;
  }

  /** The next one that is begun after now. @param orders whose copies are wanted */
  async snapshot(orders: number[]): Promise<Snapshot> {
    for (const order of orders) this.asked.set(String(order), (this.asked.get(String(order)) ?? 0) + 1);
    // The one under way may have been begun before.
    await this.next.promise;
    const snapshot = await this.next.promise;
    for (const order of orders) {
      const left = this.asked.get(String(order))! - 1;
      if (left > 0) this.asked.set(String(order), left);
      else this.asked.delete(String(order));
    }
    return snapshot;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      const waiting = this.next;
      try {
        const [row] = await this.db.rows<Record<'orders' | 'skus' | 'lines', string[]> & { copies: object }>(
          SQL,
          [[...this.asked.keys()]],
        );
        this.next = Promise.withResolvers();
        waiting.resolve({
          orders: new Set(row!.orders),
          skus: new Set(row!.skus),
          lines: new Set(row!.lines),
          copies: new Map(Object.entries(row!.copies) as [string, string][]),
        });
      } catch (error) {
        if (!this.closed) process.stderr.write(`explorer: ${String(error)}\n`);
      }
      await sleep(EVERY_MS);
    }
  }
}
