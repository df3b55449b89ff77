import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppConfig } from '../platform/config/app-config.js';
import { rowsOf } from '../platform/database/data-source.js';
import { OPERATION_LEASE_SECONDS } from './ledger.js';
import {
  type LastResponse,
  type Operation,
  Outcome,
  type PlannedRequest,
  ResponseKind,
  type Settlement,
} from './operation.types.js';

/** The process that held the operation was taken for dead, and another has it now. */
export class OperationLostError extends Error {}

/**
 * What the process that holds a row writes to it, all of it guarded by its lease. `sent_at` and `doubt_ends_at` are set by
 * the database's clock, so that it does not matter whose clock is wrong.
 */
@Injectable()
export class HeldOperations {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** @returns undefined when the lease is lost */
  async renew(operation: Operation): Promise<unknown> {
    const rows = await rowsOf<object>(
      this.database.manager,
      `UPDATE operation SET lease_until = now() + make_interval(secs => $3)
       WHERE id = $1 AND lease_token = $2 RETURNING id`,
      [operation.id, operation.leaseToken, OPERATION_LEASE_SECONDS],
    );
    return rows[0];
  }

  /** Right before the write goes out: from here on it must be looked for before it is sent again. Renews the lease. */
  async markSent(operation: Operation, request: PlannedRequest): Promise<void> {
    // Before the statement: its answer may be lost.
    operation.sentAt = new Date();
    operation.sends++;
    operation.lastRequest = request;
    operation.lastResponse = null;
    await this.guarded(
      this.database.manager,
      operation,
      `sent_at = now(), sends = sends + 1, last_request = $3, last_response = NULL,
       doubt_ends_at = now() + make_interval(secs => $4), lease_until = now() + make_interval(secs => $5)`,
      [JSON.stringify(request), this.graceSeconds(), OPERATION_LEASE_SECONDS],
    );
  }

  /** The write is not known to be done. A call that Magento itself answered is over; what is left is the lag of its reads. */
  async recordResponse(operation: Operation, response: LastResponse): Promise<void> {
    operation.lastResponse = response;
    const over = response.kind === ResponseKind.Lost ? null : this.config.magentoReadLagSeconds;
    await this.guarded(
      this.database.manager,
      operation,
      `last_response = $3, doubt_ends_at = coalesce(now() + make_interval(secs => $4), doubt_ends_at)`,
      [JSON.stringify(response), over],
    );
  }

  /** Whether the last write can no longer take effect unseen. Ask before looking, not after. */
  async doubtIsOver(operation: Operation): Promise<boolean> {
    const [row] = await rowsOf<{ over: boolean }>(
      this.database.manager,
      `SELECT coalesce(doubt_ends_at, sent_at + make_interval(secs => $2)) <= now() AS over FROM operation WHERE id = $1`,
      [operation.id, this.graceSeconds()],
    );
    return row?.over === true;
  }

  /**
   * The only statement that takes a write out of doubt without an effect. It needs a proof: nothing reached Magento,
   * Magento's own words that it says before any change, or a look without a find after the doubt had ended.
   */
  async recordNoEffect(operation: Operation, proof: 'NEVER_SENT' | 'REFUSED' | 'NOT_SHOWN'): Promise<void> {
    await this.guarded(
      this.database.manager,
      operation,
      'sent_at = NULL, doubt_ends_at = NULL, last_response = coalesce($3::jsonb, last_response)',
      [operation.lastResponse && JSON.stringify(operation.lastResponse), proof, this.graceSeconds()],
      `($4 <> 'NOT_SHOWN' OR coalesce(doubt_ends_at, sent_at + make_interval(secs => $5)) <= now())`,
    );
    operation.sentAt = null;
  }

  async settle(
    manager: EntityManager,
    operation: Operation,
    settlement: Settlement,
    calls: number,
  ): Promise<void> {
    await this.guarded(
      manager,
      operation,
      `state = 'SETTLED', outcome = $3, detail = $4, magento_id = $5, magento_calls = magento_calls + $6,
       error_code = NULL, settled_at = now(), attention_since = NULL, lease_token = NULL, lease_until = NULL,
       next_attempt_at = NULL`,
      [settlement.outcome, settlement.detail ?? null, settlement.magentoId ?? null, calls],
      `($3 <> '${Outcome.Refused}' OR sent_at IS NULL)`,
    );
  }

  /** In doubt: the order stays held until a worker has found out. Looked at again when the doubt ends, at the latest. */
  async leaveUnknown(operation: Operation, left: LeftBehind): Promise<void> {
    await this.guarded(
      this.database.manager,
      operation,
      `state = 'UNKNOWN', error_code = $3, detail = $4, magento_calls = magento_calls + $5,
       next_attempt_at = now() + greatest(interval '1 second',
         least(make_interval(secs => $6), coalesce(doubt_ends_at - now(), make_interval(secs => $6)))),
       attention_since = CASE WHEN $7 THEN coalesce(attention_since, now()) ELSE attention_since END,
       lease_token = NULL, lease_until = NULL`,
      [left.code, left.message, left.calls, left.waitSeconds ?? 1, left.needsPerson],
    );
  }

  /**
   * Nothing was changed. With `waitSeconds` the worker tries again, without them the row is closed.
   * @returns false when it was accepted for the worker since it was taken, and has to be left in another way
   */
  async giveBack(operation: Operation, left: LeftBehind): Promise<boolean> {
    const rows = await rowsOf<{ left: boolean }>(
      this.database.manager,
      `WITH held AS (SELECT id, enqueued FROM operation WHERE id = $1 AND lease_token = $2 FOR UPDATE), given AS (
         UPDATE operation p SET state = $3, error_code = $4, detail = $5, magento_calls = p.magento_calls + $6,
           next_attempt_at = now() + make_interval(secs => $7),
           attention_since = CASE WHEN $8 THEN coalesce(p.attention_since, now()) ELSE p.attention_since END,
           lease_token = NULL, lease_until = NULL
         FROM held WHERE p.id = held.id AND held.enqueued = $9 RETURNING p.id)
       SELECT given.id IS NOT NULL AS left FROM held LEFT JOIN given ON given.id = held.id`,
      [
        operation.id,
        operation.leaseToken,
        left.waitSeconds === undefined ? 'FAILED' : 'PENDING',
        left.code,
        left.message,
        left.calls,
        left.waitSeconds ?? null,
        left.needsPerson,
        operation.enqueued,
      ],
    );
    if (!rows[0]) throw new OperationLostError(`operation ${operation.id} was taken over`);
    return rows[0].left;
  }

  /** From the stamp to the instant when the write can no longer take effect, and everybody can read what it did. */
  private graceSeconds(): number {
    return this.config.magentoGraceSeconds + this.config.magentoReadLagSeconds;
  }

  private async guarded(
    manager: EntityManager,
    operation: Operation,
    set: string,
    parameters: unknown[],
    condition = 'true',
  ): Promise<void> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE operation SET ${set} WHERE id = $1 AND lease_token = $2 AND ${condition} RETURNING id`,
      [operation.id, operation.leaseToken, ...parameters],
    );
    if (rows.length === 0) throw new OperationLostError(`operation ${operation.id} was taken over`);
  }
}

/** How an operation is left that was not settled. */
export interface LeftBehind {
  code: string;
  message: string;
  calls: number;
  /** Until the worker's next try. */
  waitSeconds?: number;
  needsPerson: boolean;
}
