import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { MagentoBreakerOpenError } from '../magento/magento.errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { rowsOf } from '../platform/database/data-source.js';
import { Lease, LEASE_GIVEN_BACK, leaseEnd } from '../platform/jobs/lease.js';
import { addOperationEvents, OperationEvent } from './operation-events.js';
import { tryBegun, tryEnded } from './operation-tries.repository.js';
import { OPERATION_LEASE_SECONDS } from './operations.repository.js';
import {
  type LastResponse,
  type Operation,
  Outcome,
  type PlannedRequest,
  ResponseKind,
  type Settlement,
} from './operation.types.js';
import { time } from '../platform/time/time.js';

/** An operation that is in doubt for longer needs a person. */
export const MINUTES_TO_ALARM = 30;

const lease = new Lease<Pick<Operation, 'id' | 'leaseToken'>>({
  table: 'operation',
  key: ['id'],
  seconds: OPERATION_LEASE_SECONDS,
  of: ({ id, leaseToken }) => [id, leaseToken],
  called: ({ id }) => `operation ${id}`,
  prepared: true,
});

/**
 * When the doubt of the last send ends. An earlier version of the service, running during a roll, stamps `sent_at` alone.
 * @param grace parameter that has the seconds
 */
function doubtEnds(grace: string): string {
  return `(CASE WHEN doubt_of = sent_at THEN doubt_ends_at ELSE sent_at + make_interval(secs => ${grace}) END)`;
}

/** The store has not moved since its address was read. @param address parameter; null stands for any */
function goesThere(address: string): string {
  return `(${address}::text IS NULL OR EXISTS (SELECT 1 FROM store s WHERE s.id = store_id AND s.base_url = ${address}))`;
}

/** Calls pause after many failures: a row keeps the failure of its own. */
export function saysNothingNew(code: string): boolean {
  return code === MagentoBreakerOpenError.code;
}

/** Why it is not done yet. @param code, message parameters */
function cause(code: string, message: string): string {
  const keeps = `${code}::text = '${MagentoBreakerOpenError.code}' AND error_code IS NOT NULL`;
  return `error_code = CASE WHEN ${keeps} THEN error_code ELSE ${code}::text END,
       detail = CASE WHEN ${keeps} THEN detail ELSE ${message}::text END`;
}

/**
 * What the process that holds a row writes to it, all of it guarded by its lease. `sent_at` and `doubt_ends_at` are set by
 * the database's clock, so that it does not matter whose clock is wrong.
 */
@Injectable()
export class HeldOperationsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** @returns undefined when the lease is lost */
  renew(operation: Operation): Promise<unknown> {
    return lease.renew(this.database.manager, operation);
  }

  /**
   * Right before the write goes out: from here on it must be looked for before it is sent again. Renews the lease.
   * A send before it that is still in doubt stops it, and so does a store that has moved since its address was read.
   * @param address where it goes
   */
  async markSent(operation: Operation, request: PlannedRequest, address?: string): Promise<void> {
    // Before the statement: its answer may be lost.
    operation.sentAt = time.date();
    operation.sends++;
    operation.lastRequest = request;
    operation.lastResponse = null;
    operation.sending = undefined;
    await lease.write(this.database.manager, operation, {
      set: `sent_at = now(), sends = sends + 1, last_request = $3, last_response = NULL,
       doubt_ends_at = now() + make_interval(secs => $4), doubt_of = now(), lease_until = ${leaseEnd('$5')}`,
      values: [
        JSON.stringify(request),
        this.graceSeconds(),
        time.limitSeconds(OPERATION_LEASE_SECONDS),
        address ?? null,
      ],
      and: `sent_at IS NULL AND ${goesThere('$6')}`,
      returning: 'sends, sent_at',
      beside: tryBegun('$1', '$2', '$3'),
    });
    operation.sending = { since: time.monotonic() };
  }

  /**
   * The write is not known to be done. A call that Magento itself answered is over; what is left is the lag of its reads.
   */
  async recordResponse(operation: Operation, response: LastResponse): Promise<void> {
    operation.lastResponse = response;
    const over = response.kind !== ResponseKind.Lost;
    await lease.write(this.database.manager, operation, {
      set: `last_response = $3, doubt_ends_at = CASE WHEN $4 THEN now() + make_interval(secs => $5) ELSE ${doubtEnds('$6')} END,
       doubt_of = sent_at`,
      values: [JSON.stringify(response), over, this.config.magentoReadLagSeconds, this.graceSeconds()],
      beside: tryEnded('$1', operation),
    });
  }

  /** Whether the last write can no longer take effect unseen. Ask before looking, not after. */
  async doubtIsOver(operation: Operation): Promise<boolean> {
    const [row] = await rowsOf<{ over: boolean }>(
      this.database.manager,
      `SELECT ${doubtEnds('$2')} <= now() AS over FROM operation WHERE id = $1`,
      [operation.id, this.graceSeconds()],
    );
    return row?.over === true;
  }

  /**
   * The only statement that takes a write out of doubt without an effect. It needs a proof: nothing reached Magento,
   * Magento's own words that it says before any change, or a look without a find after the doubt had ended.
   */
  async recordNoEffect(operation: Operation, proof: 'NEVER_SENT' | 'REFUSED' | 'NOT_SHOWN'): Promise<void> {
    await lease.write(this.database.manager, operation, {
      set: `sent_at = NULL, doubt_ends_at = NULL, doubt_of = NULL, unknown_since = NULL,
       last_response = coalesce($3::jsonb, last_response)`,
      values: [operation.lastResponse && JSON.stringify(operation.lastResponse), proof, this.graceSeconds()],
      and: `($4 <> 'NOT_SHOWN' OR ${doubtEnds('$5')} <= now())`,
      beside: tryEnded('$1', operation),
    });
    operation.sentAt = null;
  }

  async settle(
    manager: EntityManager,
    operation: Operation,
    settlement: Settlement,
    calls: number,
  ): Promise<void> {
    await lease.write(manager, operation, {
      set: `state = 'SETTLED', outcome = $3, detail = $4, magento_id = $5, magento_calls = magento_calls + $6,
       error_code = NULL, settled_at = now(), attention_since = NULL, unknown_since = NULL, faults = 0, ${LEASE_GIVEN_BACK},
       next_attempt_at = NULL, last_request = coalesce($7, last_request)`,
      values: [
        ...[settlement.outcome, settlement.detail ?? null, settlement.magentoId ?? null, calls],
        settlement.request ? JSON.stringify(settlement.request) : null,
      ],
      and: `($3 NOT IN ('${Outcome.Refused}', '${Outcome.Shadowed}') OR sent_at IS NULL)`,
      beside: tryEnded('$1', operation),
    });
  }

  /**
   * In doubt: the order stays held until a worker has found out. Looked at again when the doubt ends, at the latest.
   * @returns whether a person is needed
   */
  async leaveUnknown(operation: Operation, left: LeftBehind): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const { needed, begins } = await this.markUnknown(manager, operation, left);
      const { code, message } = left;
      if (begins) {
        await addOperationEvents(manager, [operation], OperationEvent.InDoubt, 'SERVICE', {
          code,
          detail: message,
        });
      }
      return needed;
    });
  }

  private markUnknown(
    manager: EntityManager,
    operation: Operation,
    left: LeftBehind,
  ): Promise<{ needed: boolean; begins: boolean }> {
    return lease.write(manager, operation, {
      set: `state = 'UNKNOWN', ${cause('$3', '$4')}, magento_calls = magento_calls + $5, faults = $6,
       unknown_since = coalesce(unknown_since, now()),
       next_attempt_at = now() + greatest(make_interval(secs => $10),
         least(make_interval(secs => $7), coalesce(${doubtEnds('$9')} - now(), make_interval(secs => $7)))),
       attention_since = CASE WHEN $8 OR unknown_since < now() - interval '${MINUTES_TO_ALARM} minutes'
         THEN coalesce(attention_since, now()) ELSE attention_since END,
       ${LEASE_GIVEN_BACK}`,
      values: [
        left.code,
        left.message,
        left.calls,
        left.faults,
        time.waitSeconds(left.waitSeconds ?? 1),
        left.needsPerson,
        this.graceSeconds(),
        time.waitSeconds(1),
      ],
      returning: 'attention_since IS NOT NULL AS needed, unknown_since = now() AS begins',
      beside: tryEnded('$1', operation),
    });
  }

  /**
   * Nothing was changed. With `waitSeconds` the worker tries again, without them the row is closed.
   * @returns false when it was accepted for the worker since it was taken, and has to be left in another way
   */
  async giveBack(operation: Operation, left: LeftBehind): Promise<boolean> {
    const { left: isLeft } = await lease.write<{ left: boolean }>(this.database.manager, operation, {
      set: `state = CASE WHEN enqueued = $10 THEN $3 ELSE state END, ${cause('$4', '$5')},
       magento_calls = magento_calls + CASE WHEN enqueued = $10 THEN $6::int ELSE 0 END, faults = $7,
       next_attempt_at = now() + make_interval(secs => $8),
       attention_since = CASE WHEN $9 AND enqueued = $10 THEN coalesce(attention_since, now()) ELSE attention_since END,
       lease_token = CASE WHEN enqueued = $10 THEN NULL ELSE lease_token END,
       lease_until = CASE WHEN enqueued = $10 THEN NULL ELSE lease_until END`,
      values: [
        left.waitSeconds === undefined ? 'FAILED' : 'PENDING',
        left.code,
        left.message,
        left.calls,
        left.faults,
        left.waitSeconds === undefined ? null : time.waitSeconds(left.waitSeconds),
        left.needsPerson,
        operation.enqueued,
      ],
      returning: 'lease_token IS NULL AS left',
    });
    return isLeft;
  }

  /** From the stamp to the instant when the write can no longer take effect, and everybody can read what it did. */
  private graceSeconds(): number {
    return this.config.magentoGraceSeconds + this.config.magentoReadLagSeconds;
  }
}

/** How an operation is left that was not settled. */
export interface LeftBehind {
  code: string;
  message: string;
  calls: number;
  /** Errors of our own in a row, this one included. */
  faults: number;
  /** Until the worker's next try. */
  waitSeconds?: number;
  needsPerson: boolean;
}
