import { AppError, NotFoundError } from '../platform/errors/app-error.js';

export class OrderNotFoundError extends NotFoundError {
  constructor(orderCode: string) {
    super('orderCode', `There is no order ${orderCode}.`);
  }
}

export class OrderHeldError extends AppError {
  readonly code = 'ORDER_HELD';
  readonly status = 409;

  constructor(orderCode: string, reason: string) {
    super(`Order ${orderCode} is held (${reason}); an operator has to release it first.`);
  }
}

export class OrderNotHeldError extends AppError {
  readonly code = 'ORDER_NOT_HELD';
  readonly status = 409;

  constructor(orderCode: string) {
    super(`Order ${orderCode} is not held.`);
  }
}
