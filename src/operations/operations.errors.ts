import { AppError, NotFoundError } from '../platform/errors/app-error.js';
import { type LastResponse, type Operation, OperationState, Outcome } from './operation.types.js';

/** Members that every answer about an operation has, good or bad. */
export function outcomeMembers(operation: Operation): Record<string, unknown> {
  return {
    operationId: operation.id,
    outcome: operation.outcome ?? (operation.state === OperationState.Unknown ? 'UNKNOWN' : null),
    orderCode: operation.orderCode,
    ...(operation.magentoId === null ? {} : { magentoId: operation.magentoId }),
    ...(operation.detail === null ? {} : { detail: operation.detail }),
  };
}

/** Magento said no for good. */
export class OperationRefusedError extends AppError {
  readonly code = 'REFUSED';
  readonly status = 409;
  override readonly members: Record<string, unknown>;

  constructor(operation: Operation) {
    super(operation.detail ?? 'Magento refused.');
    this.members = { ...outcomeMembers(operation), outcome: Outcome.Refused };
  }
}

/** Sent, and no proof yet of what came of it. The worker settles it. */
export class OperationUnknownError extends AppError {
  readonly code = 'OUTCOME_UNKNOWN';
  readonly status = 504;
  override readonly retryable = true;
  override readonly retryAfter = 5;
  override readonly members: Record<string, unknown>;

  constructor(operation: Operation) {
    super(
      `It is not known yet what became of the write. A worker settles it; ask GET /operations/${operation.id}.`,
    );
    this.members = { ...outcomeMembers(operation), outcome: 'UNKNOWN' };
  }
}

/** This process stood still for too long to be sure that the order is still its own; nothing was sent. */
export class HeldUpError extends AppError {
  readonly code = 'HELD_UP';
  readonly status = 503;
  override readonly retryable = true;
  override readonly retryAfter = 5;

  constructor() {
    super('The service stood still for too long before it sent the write. Nothing was sent.');
  }
}

/** Magento shows another order under the code than the one that we hold: it was installed again, or restored. */
export class OrderDisputedError extends AppError {
  readonly code = 'ORDER_DISPUTED';
  readonly status = 409;

  constructor(orderCode: string) {
    super(
      `Magento shows another order under the code ${orderCode} than the one that is kept here; an operator has to say which it is.`,
    );
  }
}

/** It was deleted while the write was about to begin. */
export class OrderGoneError extends NotFoundError {
  constructor(orderCode: string) {
    super(
      'orderCode',
      `There is no order ${orderCode} any more: its store keeps orders for a time only (deleteAfterDays).`,
    );
  }
}

/** An operator said that Magento holds another order under its code; what is kept here is its history. */
export class OrderReplacedError extends AppError {
  readonly code = 'ORDER_REPLACED';
  readonly status = 409;

  constructor(orderCode: string) {
    super(
      `Order ${orderCode} is kept here for its history only: Magento holds another order in its place. Nothing is sent or read for it.`,
    );
  }
}

/** Sent several times; each time Magento failed, and was shown to have done nothing. */
export class NoEffectError extends AppError {
  readonly code: string;
  readonly status = 502;
  override readonly retryable = true;

  constructor(response: LastResponse | null) {
    super(response?.message ?? 'Magento did not apply the write.');
    this.code = response?.code ?? 'NO_EFFECT';
  }
}

/** Another write to the same order is under way, or in doubt. */
export class OrderBusyError extends AppError {
  readonly code = 'ORDER_BUSY';
  readonly status = 409;
  override readonly retryable = true;
  override readonly retryAfter = 5;
  override readonly members: Record<string, unknown>;

  constructor(running: Operation) {
    const isInDoubt = running.state === OperationState.Unknown;
    super(
      isInDoubt
        ? `Another operation (${running.kind}) on this order is in doubt: a worker settles it. Nothing was sent.`
        : `Another operation (${running.kind}) on this order is under way. Nothing was sent.`,
    );
    this.members = { operationId: running.id, orderCode: running.orderCode };
  }
}
