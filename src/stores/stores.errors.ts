import { AppError } from '../platform/errors/app-error.js';

export class StoreExistsError extends AppError {
  readonly code = 'STORE_EXISTS';
  readonly status = 409;
  override readonly errors = [{ field: 'code', message: 'is taken by another store' }];

  constructor(code: string) {
    super(`There is a store ${code} already.`);
  }
}

export class StorePausedError extends AppError {
  readonly code = 'STORE_PAUSED';
  readonly status = 503;
  override readonly retryable = true;
  override readonly retryAfter = 300;

  constructor(code: string) {
    super(`Store ${code} is paused by an operator.`);
  }
}

/** Somebody still waits for something of it. */
export class WorkIsOpenError extends AppError {
  readonly code = 'WORK_IS_OPEN';
  readonly status = 409;

  constructor(what: string, open: string[]) {
    super(`${what} has ${open.join(', ')}.`);
  }
}
