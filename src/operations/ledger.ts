import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Operation, OperationKind, PlannedRequest, Settlement } from './operation.types.js';

/** The process that held the operation was taken for dead, and another has it now. */
export class OperationLostError extends Error {}

export interface NewOperation {
  storeId: number;
  orderId: string;
  kind: OperationKind;
  naturalKey: string;
  input: Record<string, unknown>;
  requestedBy: string;
  requestId: string;
}

export const OPERATION_LEASE_SECONDS = 10;

const COLUMNS = `p.id, p.store_id AS "storeId", p.order_id AS "orderId", o.entity_id AS "orderCode", p.kind,
  p.natural_key AS "naturalKey", p.state, p.outcome, p.input, p.magento_id AS "magentoId", p.detail,
  p.error_code AS "errorCode", p.attempts, p.magento_calls AS "magentoCalls", p.last_request AS "lastRequest",
  p.sent_at AS "sentAt", p.lease_token AS "leaseToken", p.requested_by AS "requestedBy", p.request_id AS "requestId",
  p.enqueued, p.created_at AS "createdAt", p.settled_at AS "settledAt"`;

/** All SQL on the ledger. A process writes a row only while it holds its lease. */
@Injectable()
export class Ledger {
  constructor(private readonly database: DataSource) {}

  async byId(id: string, storeId: number): Promise<Operation | undefined> {
    return this.one('p.id = $1 AND p.store_id = $2', [id, storeId]);
  }

  /** The operation that makes a repeat needless: the same request, with its effect in place. */
  async effective(orderId: string, kind: OperationKind, naturalKey: string): Promise<Operation | undefined> {
    return this.one(
      `p.order_id = $1 AND p.kind = $2 AND p.natural_key = $3 AND p.outcome IN ('APPLIED', 'ALREADY', 'DEGRADED')`,
      [orderId, kind, naturalKey],
    );
  }

  /** Whatever holds the order now. */
  async running(orderId: string): Promise<Operation | undefined> {
    return this.one(`p.order_id = $1 AND p.state IN ('RUNNING', 'UNKNOWN')`, [orderId]);
  }

  /** Opens a row that holds the order at once; undefined when another one holds it. */
  async start(operation: NewOperation): Promise<Operation | undefined> {
    const [row] = await rowsOf<Operation>(
      this.database.manager,
      `WITH p AS (
         INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, request_id, state, attempts,
                                lease_token, lease_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'RUNNING', 1, gen_random_uuid(), now() + make_interval(secs => $8))
         ON CONFLICT (order_id) WHERE state IN ('RUNNING', 'UNKNOWN') DO NOTHING RETURNING *)
       SELECT ${COLUMNS} FROM p JOIN "order" o ON o.id = p.order_id`,
      [...values(operation), OPERATION_LEASE_SECONDS],
    );
    return row;
  }

  /** Opens a row for the worker; the same request that still waits is answered instead of doubled. */
  async enqueue(manager: EntityManager, operation: NewOperation): Promise<Operation> {
    await manager.query('SELECT 1 FROM "order" WHERE id = $1 FOR UPDATE', [operation.orderId]);
    const [waiting] = await rowsOf<{ id: string }>(
      manager,
      `SELECT id FROM operation WHERE order_id = $1 AND kind = $2 AND natural_key = $3
         AND state IN ('PENDING', 'RUNNING', 'UNKNOWN')`,
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
    return (await this.one('p.id = $1', [row!.id], manager))!;
  }

  /** Ids of rows that a worker must take up: waiting, in doubt, or held by a process that died. */
  async due(manager: EntityManager, limit: number): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      manager,
      `UPDATE operation SET next_attempt_at = now() + make_interval(secs => $2)
       WHERE id IN (
         SELECT p.id FROM operation p JOIN store s ON s.id = p.store_id
         WHERE NOT s.paused AND (
           (p.state IN ('PENDING', 'UNKNOWN') AND p.next_attempt_at <= now() AND (p.lease_until IS NULL OR p.lease_until < now()))
           OR (p.state = 'RUNNING' AND p.lease_until < now() AND (p.next_attempt_at IS NULL OR p.next_attempt_at <= now())))
         ORDER BY p.created_at LIMIT $1 FOR UPDATE OF p SKIP LOCKED)
       RETURNING id`,
      [limit, OPERATION_LEASE_SECONDS],
    );
    return rows.map((row) => row.id);
  }

  /** Takes a due row; undefined when it is settled, held, or its order is held by another operation. */
  async take(id: string): Promise<Operation | undefined> {
    try {
      const rows = await rowsOf<{ id: string }>(
        this.database.manager,
        `UPDATE operation SET state = CASE WHEN state = 'PENDING' THEN 'RUNNING' ELSE state END, attempts = attempts + 1,
           lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => $2)
         WHERE id = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN') AND (lease_until IS NULL OR lease_until < now())
         RETURNING id`,
        [id, OPERATION_LEASE_SECONDS],
      );
      return rows.length === 0 ? undefined : this.one('p.id = $1', [id]);
    } catch (error) {
      // Another operation holds the order; this one is found again at its next attempt.
      if ((error as { driverError?: { code?: string } }).driverError?.code === '23505') return undefined;
      throw error;
    }
  }

  /** Due at once, with its attempts counted anew if it had been given up; false when it is settled or held. */
  async reopen(manager: EntityManager, id: string): Promise<boolean> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE operation SET state = CASE WHEN state = 'FAILED' THEN 'PENDING' ELSE state END, enqueued = true,
         attempts = CASE WHEN state = 'FAILED' THEN 0 ELSE attempts END, next_attempt_at = now()
       WHERE id = $1 AND state IN ('PENDING', 'UNKNOWN', 'FAILED') AND (lease_until IS NULL OR lease_until < now())
       RETURNING 1`,
      [id],
    );
    return rows.length > 0;
  }

  /**
   * What was applied is in doubt again, since Magento lost it: it is looked for by its marker, and done anew where it is
   * not found. It came to its end long ago, so no grace is waited for: it counts as sent a day before. False when it is not settled that way.
   */
  async doubt(manager: EntityManager, id: string): Promise<boolean> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE operation SET state = 'UNKNOWN', outcome = NULL, settled_at = NULL, magento_id = NULL, enqueued = true,
         attempts = 0, next_attempt_at = now(), sent_at = sent_at - interval '1 day'
       WHERE id = $1 AND state = 'SETTLED' AND outcome IN ('APPLIED', 'DEGRADED') AND sent_at IS NOT NULL RETURNING 1`,
      [id],
    );
    return rows.length > 0;
  }

  async renew(operation: Operation): Promise<unknown> {
    const rows = await rowsOf<object>(
      this.database.manager,
      `UPDATE operation SET lease_until = now() + make_interval(secs => $3)
       WHERE id = $1 AND lease_token = $2 RETURNING id`,
      [operation.id, operation.leaseToken, OPERATION_LEASE_SECONDS],
    );
    return rows[0];
  }

  /** Before the write goes out: from here on it must be looked for before it is sent again. */
  async markSent(operation: Operation, request: PlannedRequest): Promise<void> {
    await this.guarded(this.database.manager, operation, 'sent_at = now(), last_request = $3', [
      JSON.stringify(request),
    ]);
  }

  /** The write was refused or never left: nothing is in doubt any more. */
  async markUnsent(operation: Operation, response: object): Promise<void> {
    await this.guarded(this.database.manager, operation, 'sent_at = NULL, last_response = $3', [
      JSON.stringify(response),
    ]);
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
       error_code = NULL, settled_at = now(), lease_token = NULL, lease_until = NULL, next_attempt_at = NULL`,
      [settlement.outcome, settlement.detail ?? null, settlement.magentoId ?? null, calls],
    );
  }

  /** In doubt: the order stays held until a worker has found out. */
  async leaveUnknown(
    operation: Operation,
    errorCode: string,
    waitSeconds: number,
    calls: number,
  ): Promise<void> {
    await this.guarded(
      this.database.manager,
      operation,
      `state = 'UNKNOWN', error_code = $3, next_attempt_at = now() + make_interval(secs => $4),
       magento_calls = magento_calls + $5, lease_token = NULL, lease_until = NULL`,
      [errorCode, waitSeconds, calls],
    );
  }

  /** Nothing was changed. With `waitSeconds` the worker tries again, without the row is closed. */
  async giveBack(
    operation: Operation,
    error: { code: string; message: string },
    calls: number,
    waitSeconds?: number,
  ): Promise<void> {
    const retried = waitSeconds !== undefined;
    await this.guarded(
      this.database.manager,
      operation,
      `state = $3, error_code = $4, detail = $5, magento_calls = magento_calls + $6, sent_at = NULL,
       next_attempt_at = now() + make_interval(secs => $7), lease_token = NULL, lease_until = NULL`,
      [retried ? 'PENDING' : 'FAILED', error.code, error.message, calls, waitSeconds ?? null],
    );
  }

  private async one(
    where: string,
    parameters: unknown[],
    manager = this.database.manager,
  ): Promise<Operation | undefined> {
    const [row] = await rowsOf<Operation>(
      manager,
      `SELECT ${COLUMNS} FROM operation p JOIN "order" o ON o.id = p.order_id WHERE ${where}
       ORDER BY p.created_at DESC LIMIT 1`,
      parameters,
    );
    return row;
  }

  private async guarded(
    manager: EntityManager,
    operation: Operation,
    set: string,
    parameters: unknown[],
  ): Promise<void> {
    const rows = await rowsOf<object>(
      manager,
      `UPDATE operation SET ${set} WHERE id = $1 AND lease_token = $2 RETURNING id`,
      [operation.id, operation.leaseToken, ...parameters],
    );
    if (rows.length === 0) throw new OperationLostError(`operation ${operation.id} was taken over`);
  }
}

function values(operation: NewOperation): unknown[] {
  const { storeId, orderId, kind, naturalKey, input, requestedBy, requestId } = operation;
  return [storeId, orderId, kind, naturalKey, JSON.stringify(input), requestedBy, requestId];
}
