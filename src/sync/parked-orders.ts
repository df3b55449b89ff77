import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { withoutReportId } from '../magento/refusal-words.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { Refusal } from './sync.types.js';
import { time } from '../platform/time/time.js';
import { type NewEvent, record } from '../timeline/timeline.repository.js';

const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 3600;
/** Ids that fit into a URL; more than that is no poisoned order but a broken shop. */
const MOST_EXCLUDED = 300;
/** So many are named one by one in the log. */
const MOST_NAMED = 5;

interface ParkedNow {
  entityId: string;
  reason: string;
  /** Its reason until now. */
  before: string | null;
  /** Our order with this id, where it is disputed from now on. */
  disputedId: string | null;
}

/** All SQL on parked_order: orders that are not stored, and why. They are reported, and tried until they come. */
@Injectable()
export class ParkedOrders {
  private readonly logger = new Logger(ParkedOrders.name);

  constructor(private readonly database: DataSource) {}

  /** Being met again is no try: only `retried` counts. An ERROR is logged when an order is new here, or its reason. */
  async park(
    manager: EntityManager,
    store: StoreContext,
    refused: Refusal[],
    retried = false,
  ): Promise<void> {
    if (refused.length === 0) return;
    const unique = [...new Map(refused.map((one) => [one.entityId, one])).values()];
    const [first, last] = [FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS].map((one) => time.waitSeconds(one));
    const rows = await rowsOf<ParkedNow>(
      manager,
      `WITH given AS (
         SELECT * FROM json_to_recordset($2::json) AS g("entityId" bigint, reason text, shown jsonb)
       ), before AS (
         SELECT p.entity_id, p.reason, p.shown FROM parked_order p JOIN given g ON g."entityId" = p.entity_id WHERE p.store_id = $1
       ), parked AS (
         INSERT INTO parked_order (store_id, entity_id, reason, shown, next_try_at)
         SELECT $1, "entityId", left(reason, 1000), shown, now() + make_interval(secs => $3)
         FROM given ORDER BY "entityId"
         ON CONFLICT (store_id, entity_id) DO UPDATE SET reason = excluded.reason, shown = excluded.shown,
           tries = parked_order.tries + $5::int,
           next_try_at = CASE WHEN $5 = 0 THEN parked_order.next_try_at
             ELSE now() + make_interval(secs => least($4, $3 * 2 ^ least(parked_order.tries, 10))) END
         RETURNING entity_id, reason, shown)
       SELECT parked.entity_id AS "entityId", parked.reason, before.reason AS before,
         CASE WHEN parked.shown IS NOT NULL AND before.shown IS NULL THEN o.id END AS "disputedId"
       FROM parked LEFT JOIN before ON before.entity_id = parked.entity_id
       LEFT JOIN "order" o ON o.store_id = $1 AND o.entity_id = parked.entity_id`,
      [store.id, JSON.stringify(unique), first, last, retried ? 1 : 0],
    );
    await record(manager, rows.flatMap(disputeOf));
    this.report(
      store,
      rows.filter(
        ({ before, reason }) => before === null || withoutReportId(before) !== withoutReportId(reason),
      ),
    );
  }

  /** Ids to be left out of pages. An order that waits for a person does not hurt a page. */
  async ids(store: StoreContext): Promise<string[]> {
    const rows = await rowsOf<{ entity_id: string }>(
      this.database.manager,
      'SELECT entity_id FROM parked_order WHERE store_id = $1 AND shown IS NULL ORDER BY entity_id LIMIT $2',
      [store.id, MOST_EXCLUDED],
    );
    return rows.map((row) => row.entity_id);
  }

  async due(store: StoreContext, limit: number): Promise<string[]> {
    const rows = await rowsOf<{ entity_id: string }>(
      this.database.manager,
      'SELECT entity_id FROM parked_order WHERE store_id = $1 AND next_try_at <= now() ORDER BY next_try_at LIMIT $2',
      [store.id, limit],
    );
    return rows.map((row) => row.entity_id);
  }

  async unpark(manager: EntityManager, store: StoreContext, entityId: string): Promise<void> {
    await manager.query('DELETE FROM parked_order WHERE store_id = $1 AND entity_id = $2', [
      store.id,
      entityId,
    ]);
  }

  /** The shop was down, or had no time: says nothing of the order, and counts as no try. */
  async postpone(store: StoreContext, entityId: string): Promise<void> {
    await this.database.query(
      'UPDATE parked_order SET next_try_at = now() + make_interval(secs => $3) WHERE store_id = $1 AND entity_id = $2',
      [store.id, entityId, time.waitSeconds(FIRST_RETRY_SECONDS)],
    );
  }

  /** Without an id there is nothing to park: the run's row counts them, and the log says it. */
  reportNameless(store: StoreContext, count: number): void {
    this.logger.error(
      { store: store.code, count },
      'entries of the list of orders cannot be read, and nothing in them says which orders they are',
    );
  }

  private report(store: StoreContext, parked: { entityId: string; reason: string }[]): void {
    for (const { entityId, reason } of parked.slice(0, MOST_NAMED)) {
      this.logger.error({ store: store.code, orderCode: entityId, reason }, 'order parked; see parked_order');
    }
    const more = parked.length - MOST_NAMED;
    if (more > 0) this.logger.error({ store: store.code, more }, 'more orders parked; see parked_order');
  }
}

function disputeOf({ disputedId, reason }: ParkedNow): NewEvent[] {
  if (disputedId === null) return [];
  const kind = 'ORDER_DISPUTED';
  return [{ orderId: disputedId, source: 'SERVICE', kind, correlationId: null, summary: { reason } }];
}
