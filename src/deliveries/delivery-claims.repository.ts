import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import { leaseEnd } from '../platform/jobs/lease.js';
import { modeOf } from '../stores/store-mode.repository.js';
import { type ClaimedDelivery, DeliveryLease, type Health, LEASE_SECONDS } from './delivery.types.js';
import { time } from '../platform/time/time.js';

/** Something can be claimed, as far as endpoints and times say. */
export const DELIVERY_DUE = `EXISTS (
  SELECT FROM endpoint e JOIN store s ON s.id = e.store_id
  WHERE NOT s.paused AND (e.state = 'ENABLED' OR e.disabled_reason = 'FAILING')
    AND (e.paused_until IS NULL OR e.paused_until <= now())
    AND EXISTS (SELECT FROM delivery d WHERE d.store_id = e.store_id AND d.kind = e.kind AND d.state = 'PENDING'
      AND d.next_attempt_at <= now()))`;

/** A paused endpoint that is being tried is left to its process for this time. */
const HOLD_SECONDS = 20;

/** What is under way in this process, and what it has room for. */
export interface Room {
  perEndpoint: number;
  /** Tries that may still begin; each endpoint that has none under way may begin one in any case. */
  free: number;
  /** Tries under way by endpoint id. */
  busy: ReadonlyMap<string, number>;
}

export interface Unsent {
  id: string;
  token: string;
  /** Until it is claimed again. */
  waitSeconds: number;
  /** Why, where a person should see it beside the delivery. */
  error: string | null;
}

/*
 * Each endpoint gets a first try, then the endpoints with the fewest tries get further ones, as long as an endpoint has
 * no more of them than are left free: however many endpoints hang, each holds no more than what remains for the others.
 * A paused endpoint is tried by one process at a time: the one that gets its row moves its time on.
 */
const CLAIM = `WITH busy AS MATERIALIZED (
    SELECT id, n FROM json_to_recordset($4::json) AS b(id bigint, n int)
  ), probed AS MATERIALIZED (
    SELECT e.id FROM endpoint e JOIN store s ON s.id = e.store_id
    WHERE NOT s.paused AND e.paused_until <= now() AND (e.state = 'ENABLED' OR e.disabled_reason = 'FAILING')
      AND EXISTS (SELECT 1 FROM delivery d WHERE d.store_id = e.store_id AND d.kind = e.kind AND d.state = 'PENDING'
        AND d.next_attempt_at <= now())
    FOR NO KEY UPDATE OF e SKIP LOCKED
  ), open AS (
    SELECT e.*, ${modeOf('s')} AS mode, coalesce(b.n, 0) AS busy, CASE WHEN e.paused_until IS NULL AND e.state = 'ENABLED'
      THEN greatest(least($2::int, $3::int), 1) ELSE 1 END - coalesce(b.n, 0) AS room
    FROM endpoint e JOIN store s ON s.id = e.store_id LEFT JOIN busy b ON b.id = e.id
    WHERE NOT s.paused AND (e.state = 'ENABLED' OR e.disabled_reason = 'FAILING')
      AND (e.paused_until IS NULL OR e.id IN (SELECT id FROM probed))
  ), due AS (
    SELECT d.id, d.next_attempt_at, open.id AS endpoint_id,
      open.busy + row_number() OVER (PARTITION BY open.id ORDER BY d.next_attempt_at) AS level
    FROM open CROSS JOIN LATERAL (
      SELECT id, next_attempt_at FROM delivery WHERE store_id = open.store_id AND kind = open.kind AND state = 'PENDING'
        AND next_attempt_at <= now()
      ORDER BY next_attempt_at LIMIT greatest(open.room, 0) FOR UPDATE SKIP LOCKED) d
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY level, next_attempt_at) AS place FROM due
  ), taken AS (
    SELECT ranked.id, open.id AS endpoint_id, open.url, open.secrets_key_id, open.secrets_box, open.updated_at,
      open.failures, open.failing_since, open.state, open.mode
    FROM ranked JOIN open ON open.id = ranked.endpoint_id WHERE level = 1 OR level <= $3::int - place + 1
  ), held AS (
    UPDATE endpoint SET paused_until = ${leaseEnd('$6')}
    WHERE id IN (SELECT id FROM probed) AND id IN (SELECT endpoint_id FROM taken)
  )
  UPDATE delivery d SET lease_token = $1, attempts = d.attempts + 1, round = d.round + 1,
    next_attempt_at = ${leaseEnd('$5')}
  FROM taken t WHERE d.id = t.id
  RETURNING d.id, d.store_id AS "storeId", d.kind, d.order_code AS "orderCode", d.event_type AS "eventType", d.body,
    d.created_at AS "createdAt", d.attempts, d.round, d.lease_token AS token, t.endpoint_id AS "endpointId", t.url,
    t.secrets_key_id AS "secretsKeyId", t.secrets_box AS "secretsBox", t.updated_at::text AS "endpointVersion",
    t.mode, t.failures, t.failing_since AS "failingSince", t.state = 'DISABLED' AS disabled`;

/* Where somebody else has it by now only the count is put right. */
const GIVE_BACK = `WITH u AS (
    SELECT * FROM json_to_recordset($1::json) AS u(id uuid, token uuid, "waitSeconds" float8, error text)
  ), held AS (
    SELECT d.id, d.lease_token = u.token AS ours FROM delivery d JOIN u ON u.id = d.id ORDER BY d.id FOR UPDATE OF d
  )
  UPDATE delivery d SET attempts = greatest(d.attempts - 1, 0), round = greatest(d.round - 1, 0),
    lease_token = CASE WHEN held.ours THEN NULL ELSE d.lease_token END,
    next_attempt_at = CASE WHEN held.ours THEN now() + make_interval(secs => u."waitSeconds") ELSE d.next_attempt_at END,
    last_error = coalesce(u.error, d.last_error)
  FROM held JOIN u ON u.id = held.id WHERE d.id = held.id`;

const GIVE_BACK_CLAIM = `UPDATE delivery SET lease_token = NULL, next_attempt_at = now(),
    attempts = greatest(attempts - 1, 0), round = greatest(round - 1, 0)
  WHERE id IN (
    SELECT d.id FROM endpoint e JOIN delivery d ON d.store_id = e.store_id AND d.kind = e.kind AND d.state = 'PENDING'
      AND d.next_attempt_at <= ${leaseEnd('$2')}
    WHERE d.lease_token = $1 ORDER BY d.id FOR UPDATE OF d)`;

type ClaimedRow = Omit<ClaimedDelivery, 'health' | 'lease'> & Health;

/** Taking deliveries to be sent, and giving back what was not sent. A claim counts as a try unless it is given back. */
@Injectable()
export class DeliveryClaimsRepository {
  constructor(private readonly database: DataSource) {}

  /** One statement, so that nothing can fail between the claim and the sending. @param token of this claim alone */
  async claim(token: string, { perEndpoint, free, busy }: Room): Promise<ClaimedDelivery[]> {
    const lease = new DeliveryLease(time.instant());
    const rows = await this.run(token, perEndpoint, free, busy);
    return rows.map(({ failures, failingSince, disabled, ...row }) => ({
      ...row,
      lease,
      health: { failures, failingSince, disabled },
    }));
  }

  /** Prepared: to plan it took longer than to carry it out. */
  private run(token: string, perEndpoint: number, free: number, busy: Room['busy']): Promise<ClaimedRow[]> {
    const underWay = JSON.stringify([...busy].map(([id, n]) => ({ id, n })));
    const limits = [time.limitSeconds(LEASE_SECONDS), time.limitSeconds(HOLD_SECONDS)];
    return preparedRows<ClaimedRow>(this.database.manager, CLAIM, [
      token,
      perEndpoint,
      free,
      underWay,
      ...limits,
    ]);
  }

  /** Deliveries that were claimed and, through no fault of their endpoint, not sent. */
  async giveBack(unsent: Unsent[]): Promise<void> {
    await this.database.query(GIVE_BACK, [JSON.stringify(unsent)]);
  }

  /** A claim of which no answer came: nobody sends what it took. */
  async giveBackClaim(token: string): Promise<void> {
    await this.database.query(GIVE_BACK_CLAIM, [token, time.limitSeconds(LEASE_SECONDS)]);
  }
}
