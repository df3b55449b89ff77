import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { REPLAY_FILTER, type ReplayFilter, replayValues } from './deliveries.repository.js';
import { modeOf } from '../stores/store-mode.repository.js';
import { type EndpointKind, ERASED_BODY, REPLAYABLE } from './delivery.types.js';

/** Deliveries replayed in one transaction: each line takes a lock, and PostgreSQL has some thousands of them. */
const REQUEUE = 500;

/** Deliveries of one line go out one after the other. */
export interface DeliveryLine {
  storeId: number;
  kind: EndpointKind;
  orderCode: string;
}

export interface NewDelivery extends DeliveryLine {
  /** A UUID; `webhook-id` is made of it. */
  id: string;
  eventType: string;
  /** JSON as it is to be sent. */
  body: string;
}

const LOCK = `SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended(line, 0) AS key FROM unnest($1::text[]) AS line ORDER BY 1) keys`;

const ADD = `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, settled_at, next_attempt_at)
  SELECT n.id, n."storeId", n.kind, n."orderCode", n."eventType", n.body,
    CASE WHEN s.mode = 'live' THEN 'PENDING' ELSE 'SHADOWED' END, CASE WHEN s.mode <> 'live' THEN now() END,
    CASE WHEN s.mode <> 'live' OR EXISTS (
    SELECT 1 FROM delivery p WHERE p.store_id = n."storeId" AND p.kind = n.kind AND p.order_code = n."orderCode"
      AND p.state = 'PENDING'
  ) THEN NULL ELSE now() END
  FROM json_to_recordset($1::json)
    AS n(id uuid, "storeId" int, kind text, "orderCode" text, "eventType" text, body text)
  JOIN LATERAL (SELECT ${modeOf('t')} AS mode FROM store t WHERE t.id = n."storeId") s ON true`;

/**
 * The outbox. A row is its own job: `next_attempt_at` is queue and lease, NULL while an earlier delivery of
 * the same order code is pending. Lines of an order code are locked by name, so that none is left behind blocked.
 */
@Injectable()
export class DeliveryQueueRepository {
  constructor(private readonly database: DataSource) {}

  /** Until the end of the transaction nobody else adds to these lines, or settles in them. */
  async lock(manager: EntityManager, lines: DeliveryLine[]): Promise<void> {
    await preparedRows(manager, LOCK, [lines.map(lineOf)]);
  }

  /** In the transaction of their events, after {@link lock}. @param deliveries of different lines */
  async add(manager: EntityManager, deliveries: NewDelivery[]): Promise<void> {
    await preparedRows(manager, ADD, [JSON.stringify(deliveries)]);
  }

  /**
   * A replay: settled deliveries go out again in their place of their line. In steps, each with its lines locked: a
   * settling that runs beside it would else leave a replayed one blocked. What is accepted meanwhile is left out.
   * @param note called with each step that changes something, in its transaction
   * @returns how many
   */
  async requeue(
    storeId: number,
    filter: ReplayFilter,
    note: (manager: EntityManager, deliveryIds: string[]) => Promise<void>,
  ): Promise<number> {
    const [newest] = await rowsOf<{ seq: string }>(
      this.database.manager,
      'SELECT coalesce(max(seq), 0) AS seq FROM delivery WHERE store_id = $1',
      [storeId],
    );
    let count = 0;
    for (let after: string | undefined = '0'; after !== undefined;) {
      const step = await this.requeueSome(storeId, { filter, after, end: newest!.seq }, note);
      count += step.count;
      after = step.last;
    }
    return count;
  }

  /** @returns how many, and where to go on; `last` is undefined behind the last one */
  private async requeueSome(
    storeId: number,
    { filter, after, end }: { filter: ReplayFilter; after: string; end: string },
    note: (manager: EntityManager, deliveryIds: string[]) => Promise<void>,
  ): Promise<{ count: number; last?: string }> {
    const values = replayValues(storeId, filter);
    const n = values.length;
    return this.database.transaction(async (manager) => {
      const found = await rowsOf<DeliveryLine & { id: string; seq: string }>(
        manager,
        `SELECT d.id, d.seq, d.store_id AS "storeId", d.kind, d.order_code AS "orderCode" FROM delivery d
         WHERE ${REPLAY_FILTER} AND d.seq > $${n + 1} AND d.seq <= $${n + 2} ORDER BY d.seq LIMIT ${REQUEUE}`,
        [...values, after, end],
      );
      if (found.length === 0) return { count: 0 };
      await this.lock(manager, found);
      const requeued = await rowsOf<{ id: string }>(
        manager,
        `UPDATE delivery SET state = 'PENDING', round = 0, next_attempt_at = NULL, settled_at = NULL
         WHERE id = ANY($1::uuid[]) AND state = ANY($2) AND body <> '${ERASED_BODY}' RETURNING id`,
        [found.map(({ id }) => id), REPLAYABLE],
      );
      await this.letNextGo(manager, found);
      if (requeued.length > 0) {
        await note(
          manager,
          requeued.map(({ id }) => id),
        );
      }
      return { count: requeued.length, last: found.length < REQUEUE ? undefined : found.at(-1)!.seq };
    });
  }

  /** For lines whose first delivery is blocked by none: after a settling, a replay, or a deletion. */
  async letNextGo(manager: EntityManager, lines: DeliveryLine[]): Promise<void> {
    await manager.query(
      `UPDATE delivery d SET next_attempt_at = now()
       FROM (SELECT DISTINCT * FROM json_to_recordset($1::json) AS l("storeId" int, kind text, "orderCode" text)) l
       CROSS JOIN LATERAL (
         SELECT id, next_attempt_at FROM delivery n WHERE n.store_id = l."storeId" AND n.kind = l.kind
           AND n.order_code = l."orderCode" AND n.state = 'PENDING' ORDER BY seq LIMIT 1) first
       WHERE d.id = first.id AND first.next_attempt_at IS NULL`,
      [JSON.stringify(lines.map(({ storeId, kind, orderCode }) => ({ storeId, kind, orderCode })))],
    );
  }

  /**
   * An endpoint is back, or has another address: deliveries that wait for later tries are due, the oldest first. In the transaction
   * that says so. What is locked is being claimed; what is claimed is due at once should it fail.
   */
  async retryNow(manager: EntityManager, endpointId: string): Promise<void> {
    await manager.query(
      `UPDATE delivery d SET next_attempt_at = d.created_at WHERE id IN (
         SELECT d.id FROM delivery d JOIN endpoint e ON e.store_id = d.store_id AND e.kind = d.kind
         WHERE e.id = $1 AND d.state = 'PENDING' AND d.lease_token IS NULL AND d.next_attempt_at > now()
         ORDER BY d.id FOR UPDATE OF d SKIP LOCKED)`,
      [endpointId],
    );
  }
}

function lineOf(line: DeliveryLine): string {
  return `delivery ${line.storeId} ${line.kind} ${line.orderCode}`;
}
