import { AppError, NotFoundError } from '../platform/errors/app-error.js';

export class OrderNotFoundError extends NotFoundError {
  /** @param why there is none, in a sentence, where something is known of it */
  constructor(orderCode: string, why?: string) {
    super('orderCode', `There is no order ${orderCode}.${why === undefined ? '' : ` ${why}`}`);
  }
}

export class OrderHeldError extends AppError {
  readonly code = 'ORDER_HELD';
  readonly status = 409;

  constructor(orderCode: string, reason: string) {
    super(`Order ${orderCode} is held (${reason}); an operator has to release it first.`);
  }
}

export class OrderUnpaidError extends AppError {
  readonly code = 'ORDER_UNPAID';
  readonly status = 409;

  constructor(orderCode: string) {
    super(`Order ${orderCode} waits for its payment (pending_payment), and is not to be packed yet.`);
  }
}

export class OrderNotHeldError extends AppError {
  readonly code = 'ORDER_NOT_HELD';
  readonly status = 409;

  constructor(orderCode: string) {
    super(`Order ${orderCode} is not held.`);
  }
}

/** Magento answers, but nobody can read what it says of this order. */
export class OrderUnreadableError extends AppError {
  readonly code = 'ORDER_UNREADABLE';
  readonly status = 502;

  constructor(orderCode: string, reason: string) {
    super(`What Magento says of order ${orderCode} cannot be taken in: ${reason}.`);
  }
}
