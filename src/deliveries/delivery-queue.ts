import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import type { ClaimedDelivery, EndpointKind } from './delivery.types.js';
import { PROBE_EVERY_SECONDS } from './retry-schedule.js';

/** Deliveries replayed in one transaction: each line takes a lock, and PostgreSQL has some thousands of them. */
const REQUEUE = 500;
/** Longer than a try can take. */
const LEASE_SECONDS = 20;

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

/** A settled try, as it is written down. */
export interface SettledTry {
  id: string;
  storeId: number;
  kind: EndpointKind;
  orderCode: string;
  endpointId: string;
  attempts: number;
  state: 'PENDING' | 'DELIVERED' | 'DEAD';
  /** With PENDING. */
  waitSeconds?: number;
  at: Date;
  durationMs: number;
  status: number | null;
  error?: string;
  request: object;
  response?: string;
}

/** What an endpoint is to become after a batch of tries. */
export interface EndpointChange {
  id: string;
  failures: number;
  failingSince: Date | null;
  pauseSeconds: number;
  disabledReason: 'GONE' | 'FAILING' | null;
  enable: boolean;
  succeeded: boolean;
}

const LOCK = `SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended(line, 0) AS key FROM unnest($1::text[]) AS line ORDER BY 1) keys`;

const ADD = `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, next_attempt_at)
  SELECT n.id, n."storeId", n.kind, n."orderCode", n."eventType", n.body, CASE WHEN EXISTS (
    SELECT 1 FROM delivery p WHERE p.store_id = n."storeId" AND p.kind = n.kind AND p.order_code = n."orderCode"
      AND p.state = 'PENDING'
  ) THEN NULL ELSE now() END
  FROM json_to_recordset($1::json)
    AS n(id uuid, "storeId" int, kind text, "orderCode" text, "eventType" text, body text)`;

/**
 * All SQL on the outbox. A row is its own job: `next_attempt_at` is queue and lease, NULL while an earlier delivery of
 * the same order code is pending. Lines of an order code are locked by name, so that none is left behind blocked.
 */
@Injectable()
export class DeliveryQueue {
  constructor(private readonly database: DataSource) {}

  /** Until the end of the transaction nobody else adds to these lines, or settles in them. */
  async lock(manager: EntityManager, lines: DeliveryLine[]): Promise<void> {
    await preparedRows(manager, 'lock-delivery-lines', LOCK, [lines.map(lineOf)]);
  }

  /** In the transaction of their events, after {@link lock}. @param deliveries of different lines */
  async add(manager: EntityManager, deliveries: NewDelivery[]): Promise<void> {
    await preparedRows(manager, 'add-deliveries', ADD, [JSON.stringify(deliveries)]);
  }

  /**
   * Takes due deliveries, for each endpoint as many as it has room for: all but the ones that hang are served. One that
   * is paused is tried with one, one that is disabled for failing with one an hour.
   * @param busy tries under way by endpoint id
   */
  claim(
    token: string,
    perEndpoint: number,
    limit: number,
    busy: Map<string, number>,
  ): Promise<ClaimedDelivery[]> {
    return rowsOf<ClaimedDelivery>(
      this.database.manager,
      `WITH open AS (
         SELECT e.*, CASE WHEN e.paused_until IS NULL AND e.state = 'ENABLED' THEN $2 ELSE 1 END
                     - coalesce((SELECT b.n FROM json_to_recordset($4::json) AS b(id bigint, n int) WHERE b.id = e.id), 0) AS room
         FROM endpoint e JOIN store s ON s.id = e.store_id
         WHERE NOT s.paused AND coalesce(e.paused_until <= now(), true)
           AND (e.state = 'ENABLED' OR e.disabled_reason = 'FAILING')
       ), due AS (
         SELECT d.id, open.id AS endpoint_id, open.url, open.secrets_key_id, open.secrets_box
         FROM open CROSS JOIN LATERAL (
           SELECT id FROM delivery WHERE store_id = open.store_id AND kind = open.kind AND state = 'PENDING'
             AND next_attempt_at <= now()
           ORDER BY next_attempt_at LIMIT greatest(open.room, 0) FOR UPDATE SKIP LOCKED) d
         LIMIT $3
       )
       UPDATE delivery d SET lease_token = $1, attempts = d.attempts + 1, round = d.round + 1,
         next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
       FROM due WHERE d.id = due.id
       RETURNING d.id, d.store_id AS "storeId", d.kind, d.order_code AS "orderCode", d.event_type AS "eventType", d.body, d.created_at AS "createdAt",
         d.attempts, d.round, due.endpoint_id AS "endpointId", due.url, due.secrets_key_id AS "secretsKeyId",
         due.secrets_box AS "secretsBox"`,
      [token, perEndpoint, limit, JSON.stringify([...busy].map(([id, n]) => ({ id, n })))],
    );
  }

  /** A paused endpoint is tried by one process at a time: whoever claims it moves its time on. */
  async holdPaused(ids: string[], seconds: number): Promise<void> {
    await this.database.query(
      'UPDATE endpoint SET paused_until = now() + make_interval(secs => $2) WHERE id = ANY($1::bigint[]) AND paused_until IS NOT NULL',
      [ids, seconds],
    );
  }

  /** Writes tries down, and lets the next delivery of each finished line go. */
  async settle(token: string, tries: SettledTry[], endpoints: EndpointChange[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      const finished = tries.filter(({ state }) => state !== 'PENDING');
      if (finished.length > 0) await this.lock(manager, finished);
      await manager.query(
        `WITH t AS (
           SELECT * FROM json_to_recordset($2::json) AS t(id uuid, attempts int, state text, "waitSeconds" float8,
             at timestamptz, "durationMs" int, status int, error text, request jsonb, response text)
         ), noted AS (
           INSERT INTO delivery_attempt (delivery_id, attempt, at, duration_ms, status, error, request, response)
           SELECT id, attempts, at, "durationMs", status, error, request, response FROM t
         ), held AS (
           SELECT d.id FROM delivery d JOIN t ON t.id = d.id WHERE d.lease_token = $1 ORDER BY d.id FOR UPDATE OF d
         )
         UPDATE delivery d SET state = t.state, lease_token = NULL, last_status = t.status, last_error = t.error,
           next_attempt_at = CASE WHEN t.state = 'PENDING' THEN now() + make_interval(secs => t."waitSeconds") END,
           settled_at = CASE WHEN t.state = 'PENDING' THEN NULL ELSE now() END
         FROM t, held WHERE d.id = t.id AND held.id = t.id`,
        [token, JSON.stringify(tries)],
      );
      if (finished.length > 0) await this.letNextGo(manager, finished);
      if (endpoints.length > 0) await this.changeEndpoints(manager, endpoints);
    });
  }

  /**
   * A replay: settled deliveries go out again in their place of their line. In steps, each with its lines locked: a
   * settling that runs beside it would else leave a replayed one blocked. What is accepted meanwhile is left out.
   * @param where condition on `d`, whose first own parameter is $2
   * @returns how many
   */
  async requeue(storeId: number, where: string, values: unknown[]): Promise<number> {
    const [newest] = await rowsOf<{ seq: string }>(
      this.database.manager,
      'SELECT coalesce(max(seq), 0) AS seq FROM delivery WHERE store_id = $1',
      [storeId],
    );
    let count = 0;
    for (let after: string | undefined = '0'; after !== undefined;) {
      const step = await this.requeueSome(storeId, { where, values, after, end: newest!.seq });
      count += step.count;
      after = step.last;
    }
    return count;
  }

  /** @returns how many, and where to go on; `last` is undefined behind the last one */
  private async requeueSome(
    storeId: number,
    { where, values, after, end }: { where: string; values: unknown[]; after: string; end: string },
  ): Promise<{ count: number; last?: string }> {
    const n = values.length + 1;
    return this.database.transaction(async (manager) => {
      const found = await rowsOf<DeliveryLine & { id: string; seq: string }>(
        manager,
        `SELECT d.id, d.seq, d.store_id AS "storeId", d.kind, d.order_code AS "orderCode" FROM delivery d
         WHERE d.store_id = $1 AND ${where} AND d.seq > $${n + 1} AND d.seq <= $${n + 2} ORDER BY d.seq LIMIT ${REQUEUE}`,
        [storeId, ...values, after, end],
      );
      if (found.length === 0) return { count: 0 };
      await this.lock(manager, found);
      const requeued = await rowsOf<object>(
        manager,
        `UPDATE delivery SET state = 'PENDING', round = 0, next_attempt_at = NULL, settled_at = NULL
         WHERE id = ANY($1::uuid[]) AND state <> 'PENDING' RETURNING id`,
        [found.map(({ id }) => id)],
      );
      await this.letNextGo(manager, found);
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

  /** An endpoint is back: what waits for later tries is tried now. */
  async hurry(endpointId: string): Promise<void> {
    await this.database.query(
      `UPDATE delivery d SET next_attempt_at = now() WHERE id IN (
         SELECT d.id FROM delivery d JOIN endpoint e ON e.store_id = d.store_id AND e.kind = d.kind
         WHERE e.id = $1 AND d.state = 'PENDING' AND d.lease_token IS NULL AND d.next_attempt_at > now()
         ORDER BY d.id FOR UPDATE OF d SKIP LOCKED)`,
      [endpointId],
    );
  }

  private async changeEndpoints(manager: EntityManager, changes: EndpointChange[]): Promise<void> {
    for (const change of changes.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))) {
      await manager.query(
        `UPDATE endpoint SET failures = $2, failing_since = $3,
           paused_until = CASE WHEN $6 = 'FAILING' OR (state = 'DISABLED' AND NOT $7)
               THEN now() + make_interval(secs => ${PROBE_EVERY_SECONDS})
             WHEN $4 > 0 THEN now() + make_interval(secs => $4) END,
           last_success_at = CASE WHEN $5 THEN now() ELSE last_success_at END,
           last_failure_at = CASE WHEN $5 THEN last_failure_at ELSE now() END,
           state = CASE WHEN $6::text IS NOT NULL THEN 'DISABLED' WHEN $7 THEN 'ENABLED' ELSE state END,
           disabled_reason = CASE WHEN $6::text IS NOT NULL THEN $6 WHEN $7 THEN NULL ELSE disabled_reason END
         WHERE id = $1`,
        [
          change.id,
          change.failures,
          change.failingSince,
          change.pauseSeconds,
          change.succeeded,
          change.disabledReason,
          change.enable,
        ],
      );
    }
  }
}

function lineOf(line: DeliveryLine): string {
  return `delivery ${line.storeId} ${line.kind} ${line.orderCode}`;
}
