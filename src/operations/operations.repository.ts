import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { isUniqueViolation } from '../platform/database/pg-errors.js';
import { LEASE_COLUMNS, leaseEnd, leaseFree, leaseTaken, leaseValues } from '../platform/jobs/lease.js';
import { addOperationEvents, OperationEvent } from './operation-events.js';
import {
  ANSWERED_AS_ERROR,
  answersRepeat,
  IN_MAGENTO,
  RETRYABLE,
  WITHDRAWABLE,
} from './operation-conditions.repository.js';
import type { Operation, OperationKind, OperationState } from './operation.types.js';
import { time } from '../platform/time/time.js';

export interface NewOperation {
  storeId: number;
  orderId: string;
  kind: OperationKind;
  naturalKey: string;
  input: Record<string, unknown>;
  requestedBy: string;
  requestId: string | null;
}

export const OPERATION_LEASE_SECONDS = 10;

/** Which operations a person means. What is left out is not asked for. */
export interface WaitingFilter {
  ids?: string[];
  storeId?: number;
  states?: OperationState[];
  kind?: OperationKind;
  /** Magento's entity_id. */
  orderCode?: string;
  createdFrom?: Date;
  createdTo?: Date;
  /** True: only those that need a person. */
  needsPerson?: boolean;
}

const IS_DUE = `NOT s.paused AND (
  (p.state IN ('PENDING', 'UNKNOWN') AND p.next_attempt_at <= now() AND ${leaseFree('p.')})
  OR (p.state = 'RUNNING' AND p.lease_until < now() AND (p.next_attempt_at IS NULL OR p.next_attempt_at <= now())))`;

/** A worker must take up some row. */
export const OPERATION_DUE = `EXISTS (
  SELECT FROM operation p JOIN store s ON s.id = p.store_id WHERE ${IS_DUE})`;

const COLUMNS = `p.id, p.store_id AS "storeId",
  (SELECT s.code FROM store s WHERE s.id = p.store_id) AS "storeCode", p.order_id AS "orderId", o.entity_id AS "orderCode",
  o.increment_id AS "incrementId", o.magento_created_at AS "orderCreatedAt", p.kind,
  p.natural_key AS "naturalKey", p.state, p.outcome, p.input, p.magento_id AS "magentoId", p.detail,
  p.error_code AS "errorCode", p.attempts, p.faults, p.magento_calls AS "magentoCalls", p.last_request AS "lastRequest",
  p.last_response AS "lastResponse", p.sends, p.sent_at AS "sentAt", p.attention_since AS "attentionSince",
  p.next_attempt_at AS "nextAttemptAt", p.lease_token AS "leaseToken", p.requested_by AS "requestedBy", p.request_id AS "requestId",
  p.enqueued, p.created_at AS "createdAt", p.settled_at AS "settledAt"`;

/** Finds, opens and claims rows of the ledger. What the process that holds a row writes to it: held-operations.repository.ts. */
@Injectable()
export class OperationsRepository {
  constructor(private readonly database: DataSource) {}

  async byId(id: string, storeId: number): Promise<Operation | undefined> {
    return this.one('p.id = $1 AND p.store_id = $2', [id, storeId]);
  }

  /** The operation that makes a repeat needless: the same request, with its effect in place, or shadowed like it. */
  async findApplied(
    orderId: string,
    kind: OperationKind,
    naturalKey: string,
  ): Promise<Operation | undefined> {
    return this.one(`p.order_id = $1 AND p.kind = $2 AND p.natural_key = $3 AND ${answersRepeat('p')}`, [
      orderId,
      kind,
      naturalKey,
    ]);
  }

  /** Writes that one called for when it was settled, in the order in which they were accepted. */
  following(operation: Pick<Operation, 'id' | 'orderId'>): Promise<Operation[]> {
    return rowsOf<Operation>(
      this.database.manager,
      `SELECT ${COLUMNS} FROM operation p JOIN "order" o ON o.id = p.order_id
       WHERE p.order_id = $1 AND p.input ->> 'after' = $2::text ORDER BY p.created_at, p.id`,
      [operation.orderId, operation.id],
    );
  }

  /** The operation that holds the order now. */
  async running(orderId: string): Promise<Operation | undefined> {
    return this.one(`p.order_id = $1 AND p.state IN ('RUNNING', 'UNKNOWN')`, [orderId]);
  }

  /** Opens a row that holds the order at once; undefined when another one holds it, or the same was done before. */
  async start(operation: NewOperation): Promise<Operation | undefined> {
    const [row] = await preparedRows<Operation>(
      this.database.manager,
      `WITH p AS (
         INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, request_id, state, attempts,
                                ${LEASE_COLUMNS})
         SELECT $1::integer, $2::bigint, $3::text, $4::text, $5::jsonb, $6::text, $7::text, 'RUNNING', 1,
           ${leaseValues('$8')}
         WHERE NOT EXISTS (
           SELECT 1 FROM operation d WHERE d.order_id = $2 AND d.kind = $3 AND d.natural_key = $4 AND ${answersRepeat('d')})
         ON CONFLICT (order_id) WHERE state IN ('RUNNING', 'UNKNOWN') DO NOTHING RETURNING *)
       SELECT ${COLUMNS} FROM p JOIN "order" o ON o.id = p.order_id`,
      [...values(operation), time.limitSeconds(OPERATION_LEASE_SECONDS)],
    );
    return row;
  }

  /** By what the order is known again, for a plan that has no row. */
  async identityOf(orderId: string): Promise<Pick<Operation, 'incrementId' | 'orderCreatedAt'>> {
    const [row] = await rowsOf<Pick<Operation, 'incrementId' | 'orderCreatedAt'>>(
      this.database.manager,
      `SELECT increment_id AS "incrementId", magento_created_at AS "orderCreatedAt" FROM "order" WHERE id = $1`,
      [orderId],
    );
    return row!;
  }

  /** Opens a row for the worker; the same request that still waits is answered instead of doubled. */
  async enqueue(manager: EntityManager, operation: NewOperation): Promise<Operation> {
    await manager.query('SELECT 1 FROM "order" WHERE id = $1 FOR UPDATE', [operation.orderId]);
    const [waiting] = await rowsOf<{ id: string }>(
      manager,
      // One that a caller waits for is from now on the worker's too: it was accepted, and must not be given up with the caller.
      `UPDATE operation SET enqueued = true WHERE order_id = $1 AND kind = $2 AND natural_key = $3
         AND state IN ('PENDING', 'RUNNING', 'UNKNOWN') RETURNING id`,
      [operation.orderId, operation.kind, operation.naturalKey],
    );
    const [row] = waiting
      ? [waiting]
      : await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, request_id, state,
                                  enqueued, next_attempt_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'PENDING', true, now()) RETURNING id`,
          values(operation),
        );
    const enqueued = (await this.one('p.id = $1', [row!.id], manager))!;
    if (!waiting) {
      const { requestedBy, requestId } = operation;
      await addOperationEvents(manager, [enqueued], OperationEvent.Accepted, 'INCREFF', {
        requestedBy,
        requestId,
      });
    }
    return enqueued;
  }

  /** Ids of rows that a worker must take up: waiting, in doubt, or held by a process that died. */
  async due(manager: EntityManager, limit: number): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      manager,
      `UPDATE operation SET next_attempt_at = ${leaseEnd('$2')}
       WHERE id IN (
         SELECT p.id FROM operation p JOIN store s ON s.id = p.store_id
         WHERE ${IS_DUE} ORDER BY p.created_at LIMIT $1 FOR UPDATE OF p SKIP LOCKED)
       RETURNING id`,
      [limit, time.limitSeconds(OPERATION_LEASE_SECONDS)],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Takes a due row; undefined when it is settled, held, its order is held by another operation, or it waits for longer than
   * one whose job was just sent: another job for it, left from a backlog, must not use up its tries.
   */
  async take(id: string): Promise<Operation | undefined> {
    try {
      // One statement: a process that is frozen between two would read the token of whoever took it meanwhile.
      const [row] = await rowsOf<Operation>(
        this.database.manager,
        `WITH p AS (
           UPDATE operation SET state = CASE WHEN state = 'PENDING' THEN 'RUNNING' ELSE state END,
             attempts = attempts + 1, ${leaseTaken('$2')}
           WHERE id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN') AND ${leaseFree()}
             AND (next_attempt_at IS NULL OR next_attempt_at <= ${leaseEnd('$2')})
           RETURNING *)
         SELECT ${COLUMNS} FROM p JOIN "order" o ON o.id = p.order_id`,
        [id, time.limitSeconds(OPERATION_LEASE_SECONDS)],
      );
      return row;
    } catch (error) {
      // Another operation holds the order; this one is found again at its next attempt.
      if (isUniqueViolation(error)) return undefined;
      throw error;
    }
  }

  /** Due at once, with their attempts counted from zero if they had been given up. @returns their ids */
  async reopenAll(manager: EntityManager, filter: WaitingFilter): Promise<string[]> {
    const { where, parameters } = conditions(filter);
    const rows = await rowsOf<{ id: string }>(
      manager,
      `UPDATE operation p SET state = CASE WHEN state IN ('FAILED', 'SETTLED') THEN 'PENDING' ELSE state END, enqueued = true,
         outcome = NULL, settled_at = NULL, attempts = CASE WHEN state IN ('FAILED', 'SETTLED') THEN 0 ELSE attempts END, faults = 0, next_attempt_at = now(),
         attention_since = NULL, detail = CASE WHEN error_code = 'WITHDRAWN' THEN NULL ELSE detail END,
         error_code = nullif(error_code, 'WITHDRAWN')
       WHERE ${RETRYABLE} AND ${where} RETURNING p.id`,
      parameters,
    );
    return rows.map((row) => row.id);
  }

  /**
   * A person does not want it any more. Only what was never sent, or provably without effect, can be withdrawn; and a write that
   * acts outside of Magento, of which the person says that it did nothing there.
   * @returns their ids
   */
  async withdrawAll(
    manager: EntityManager,
    filter: WaitingFilter,
    actor: { clientId: string; requestId?: string },
  ): Promise<string[]> {
    const { where, parameters } = conditions(filter);
    const n = parameters.length;
    const rows = await rowsOf<Pick<Operation, 'id' | 'orderId' | 'kind'>>(
      manager,
      `UPDATE operation p SET state = 'FAILED', error_code = 'WITHDRAWN', detail = 'Withdrawn by ' || $${n + 1}::text || '.',
         next_attempt_at = NULL, attention_since = NULL, sent_at = NULL, doubt_ends_at = NULL, doubt_of = NULL, unknown_since = NULL
       WHERE ${WITHDRAWABLE} AND ${where} RETURNING p.id, p.order_id AS "orderId", p.kind`,
      [...parameters, actor.clientId],
    );
    await addOperationEvents(manager, rows, OperationEvent.Withdrawn, 'OPERATOR', {
      clientId: actor.clientId,
      requestId: actor.requestId ?? null,
    });
    return rows.map((row) => row.id);
  }

  /** How many of a filter would be changed; or how many of it were answered to their callers as errors. */
  async count(filter: WaitingFilter, which: 'retry' | 'withdraw' | 'answered'): Promise<number> {
    const { where, parameters } = conditions(filter);
    const may = { retry: RETRYABLE, withdraw: WITHDRAWABLE, answered: ANSWERED_AS_ERROR }[which];
    const [row] = await rowsOf<{ count: string }>(
      this.database.manager,
      `SELECT count(*) AS count FROM operation p WHERE ${may} AND ${where}`,
      parameters,
    );
    return Number(row!.count);
  }

  /** Newest first. @param before id of the last one of the page before */
  async list(filter: WaitingFilter, limit: number, before?: string): Promise<Operation[]> {
    const { where, parameters } = conditions(filter);
    const n = parameters.length;
    return rowsOf<Operation>(
      this.database.manager,
      `SELECT ${COLUMNS} FROM operation p JOIN "order" o ON o.id = p.order_id
       WHERE ${where} AND ($${n + 1}::uuid IS NULL OR (p.created_at, p.id) <
         (SELECT b.created_at, b.id FROM operation b WHERE b.id = $${n + 1} AND b.store_id = p.store_id))
       ORDER BY p.created_at DESC, p.id DESC LIMIT $${n + 2}`,
      [...parameters, before ?? null, limit],
    );
  }

  async storeCodeOf(manager: EntityManager, id: string): Promise<string> {
    const [store] = await rowsOf<{ code: string }>(
      manager,
      'SELECT s.code FROM operation p JOIN store s ON s.id = p.store_id WHERE p.id = $1',
      [id],
    );
    return store!.code;
  }

  /**
   * What was applied is in doubt again, since Magento lost it: it is looked for by its marker, and done again where it is
   * not found. It ended long ago, so there is nothing to wait for. False when it is not settled that way.
   */
  async reopenAsUnknown(manager: EntityManager, id: string): Promise<boolean> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE operation p SET state = 'UNKNOWN', outcome = NULL, settled_at = NULL, magento_id = NULL, enqueued = true,
         attempts = 0, faults = 0, next_attempt_at = now(), doubt_ends_at = now(), doubt_of = sent_at,
         last_response = NULL
       WHERE p.id = $1 AND state = 'SETTLED' AND outcome IN ('APPLIED', 'DEGRADED') AND sent_at IS NOT NULL AND ${IN_MAGENTO}
       RETURNING 1`,
      [id],
    );
    if (rows.length === 0) return false;
    // What was answered from it rests on nothing now, and must not pass for the effect.
    await manager.query(
      `UPDATE operation p SET state = 'FAILED', outcome = NULL, settled_at = NULL, error_code = 'REDONE',
         detail = 'It rested on operation ' || o.id || ', which is done again.'
       FROM operation o WHERE o.id = $1 AND p.order_id = o.order_id AND p.kind = o.kind
         AND p.natural_key = o.natural_key AND p.id <> o.id AND p.outcome = 'ALREADY' AND p.sent_at IS NULL`,
      [id],
    );
    return true;
  }

  private async one(
    where: string,
    parameters: unknown[],
    manager = this.database.manager,
  ): Promise<Operation | undefined> {
    const [row] = await preparedRows<Operation>(
      manager,
      `SELECT ${COLUMNS} FROM operation p JOIN "order" o ON o.id = p.order_id WHERE ${where}
       ORDER BY p.created_at DESC LIMIT 1`,
      parameters,
    );
    return row;
  }
}

function conditions(filter: WaitingFilter): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const terms: string[] = [];
  const add = (term: (n: string) => string, value: unknown): void => {
    if (value === undefined) return;
    parameters.push(value);
    terms.push(term(`$${parameters.length}`));
  };
  add((n) => `p.id = ANY(${n}::uuid[])`, filter.ids);
  add((n) => `p.store_id = ${n}`, filter.storeId);
  add((n) => `p.state = ANY(${n}::text[])`, filter.states);
  add((n) => `p.kind = ${n}`, filter.kind);
  add((n) => `p.order_id IN (SELECT id FROM "order" WHERE entity_id = ${n}::bigint)`, filter.orderCode);
  add((n) => `p.created_at >= ${n}`, filter.createdFrom);
  add((n) => `p.created_at < ${n}`, filter.createdTo);
  if (filter.needsPerson) terms.push('p.attention_since IS NOT NULL');
  return { where: terms.length > 0 ? terms.join(' AND ') : 'true', parameters };
}

function values(operation: NewOperation): unknown[] {
  const { storeId, orderId, kind, naturalKey, input, requestedBy, requestId } = operation;
  return [storeId, orderId, kind, naturalKey, JSON.stringify(input), requestedBy, requestId];
}
