import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { type DeliveryLine, DeliveryQueueRepository } from './delivery-queue.repository.js';
import { PROBE_EVERY_SECONDS } from './retry-schedule.js';
import { time } from '../platform/time/time.js';

/** A try, as it is written down. */
export interface SettledTry extends DeliveryLine {
  id: string;
  token: string;
  endpointId: string;
  endpointVersion: string;
  attempts: number;
  state: 'PENDING' | 'DELIVERED' | 'DEAD' | 'SHADOWED';
  /** With PENDING. */
  waitSeconds?: number;
  at: Date;
  durationMs: number;
  status: number | null;
  error?: string;
  request: object;
  response?: string;
  /** It may be written down already: an earlier attempt to do so had no answer. */
  again: boolean;
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
  /** True: deliveries that wait for later tries are tried now. */
  back: boolean;
}

export interface VersionedChange extends EndpointChange {
  /** The version of the endpoint that was tried: another one is left as it is. */
  version: string;
}

const SETTLE = `WITH t AS (
    SELECT * FROM json_to_recordset($1::json) AS t(id uuid, token uuid, attempts int, state text, "waitSeconds" float8,
      at timestamptz, "durationMs" int, status int, error text, request jsonb, response text, again boolean)
  ), noted AS (
    INSERT INTO delivery_attempt (delivery_id, attempt, at, duration_ms, status, error, request, response)
    SELECT id, attempts, at, "durationMs", status, error, request, response FROM t
    WHERE NOT again OR NOT EXISTS (
      SELECT 1 FROM delivery_attempt a WHERE a.delivery_id = t.id AND a.attempt = t.attempts AND a.at = t.at)
  ), held AS (
    SELECT d.id FROM delivery d JOIN t ON t.id = d.id WHERE d.lease_token = t.token ORDER BY d.id FOR UPDATE OF d
  )
  UPDATE delivery d SET state = t.state, lease_token = NULL, last_status = t.status, last_error = t.error,
    next_attempt_at = CASE WHEN t.state = 'PENDING' THEN now() + make_interval(secs => t."waitSeconds") END,
    settled_at = CASE WHEN t.state = 'PENDING' THEN NULL ELSE now() END
  FROM t, held WHERE d.id = t.id AND held.id = t.id`;

const CHANGE_ENDPOINT = `UPDATE endpoint SET failures = $2, failing_since = $3,
    paused_until = CASE WHEN $6 = 'FAILING' OR (state = 'DISABLED' AND NOT $7)
        THEN now() + make_interval(secs => $8)
      WHEN $4 > 0 THEN now() + make_interval(secs => $4) END,
    last_success_at = CASE WHEN $5 THEN now() ELSE last_success_at END,
    last_failure_at = CASE WHEN $5 THEN last_failure_at ELSE now() END,
    state = CASE WHEN $6::text IS NOT NULL THEN 'DISABLED' WHEN $7 THEN 'ENABLED' ELSE state END,
    disabled_reason = CASE WHEN $6::text IS NOT NULL THEN $6 WHEN $7 THEN NULL ELSE disabled_reason END
  WHERE id = $1`;

/** To the minute, so that a busy endpoint's row is not written with each batch; one that somebody else holds has its turn later. */
const NOTE_SUCCESS = `UPDATE endpoint SET last_success_at = now() WHERE id IN (
    SELECT id FROM endpoint WHERE id = ANY($1::bigint[])
      AND (last_success_at IS NULL OR last_success_at < now() - interval '1 minute')
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`;

/** Writes down what came of tries, and what that means for lines and endpoints. */
@Injectable()
export class DeliverySettlingRepository {
  constructor(
    private readonly database: DataSource,
    private readonly queue: DeliveryQueueRepository,
  ) {}

  /** Where another process has the delivery by now, only the try is noted. */
  async settle(tries: SettledTry[], changes: VersionedChange[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      const versions = await this.lockEndpoints(manager, tries, changes);
      const settled = tries.map((one) => (isOutdated(one, versions) ? dueAtOnce(one) : one));
      const finished = settled.filter(({ state }) => state !== 'PENDING');
      if (finished.length > 0) await this.queue.lock(manager, finished);
      await manager.query(SETTLE, [JSON.stringify(settled)]);
      if (finished.length > 0) await this.queue.letNextGo(manager, finished);
      for (const change of changes) {
        if (versions.get(change.id) === change.version) await this.changeEndpoint(manager, change);
      }
      const took = tries.filter(({ state }) => state === 'DELIVERED').map(({ endpointId }) => endpointId);
      if (took.length > 0) await manager.query(NOTE_SUCCESS, [[...new Set(took)]]);
    });
  }

  /** Locks endpoints with failed tries or changes: who sets another address waits for the transaction, or comes before it. */
  private async lockEndpoints(
    manager: EntityManager,
    tries: SettledTry[],
    changes: VersionedChange[],
  ): Promise<Map<string, string>> {
    const failed = tries.filter(({ error }) => error !== undefined).map(({ endpointId }) => endpointId);
    const ids = [...new Set([...failed, ...changes.map(({ id }) => id)])];
    if (ids.length === 0) return new Map();
    const rows = await rowsOf<{ id: string; version: string }>(
      manager,
      `SELECT id, updated_at::text AS version FROM endpoint WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  private async changeEndpoint(manager: EntityManager, change: EndpointChange): Promise<void> {
    const { id, failures, failingSince, pauseSeconds, succeeded, disabledReason, enable } = change;
    const probe = time.waitSeconds(PROBE_EVERY_SECONDS);
    const values = [id, failures, failingSince, pauseSeconds, succeeded, disabledReason, enable, probe];
    await manager.query(CHANGE_ENDPOINT, values);
    if (change.back) await this.queue.retryNow(manager, id);
  }
}

/** It failed at an address that is no longer the endpoint's. */
function isOutdated(
  { error, endpointId, endpointVersion }: SettledTry,
  versions: Map<string, string>,
): boolean {
  return error !== undefined && versions.get(endpointId) !== endpointVersion;
}

function dueAtOnce(one: SettledTry): SettledTry {
  return { ...one, state: 'PENDING', waitSeconds: 0 };
}
