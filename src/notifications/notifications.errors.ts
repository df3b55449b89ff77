import { AppError, NotFoundError } from '../platform/errors/app-error.js';

/** It went out, was set aside, or never had a type: there is nothing to decide. */
export class EventNotWaitingError extends AppError {
  readonly code = 'NOT_WAITING';
  readonly status = 409;

  constructor(id: string) {
    super(`Notification ${id} waits for no order.`);
  }
}

export class OrderOfEventError extends NotFoundError {
  constructor(orderCode: string) {
    super('orderCode', `There is no order ${orderCode}.`);
  }
}
