import { AppError } from '../platform/errors/app-error.js';
import type { StoreSettings } from './dto/store-settings.dto.js';

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

/** It is on its way from one database to another; soon somebody serves it again. */
export class StoreMovingError extends AppError {
  readonly code = 'STORE_MOVING';
  readonly status = 503;
  override readonly retryable = true;
  override readonly retryAfter = 10;

  constructor(code: string) {
    super(`Store ${code} is being moved to another database. Ask again.`);
  }
}

/** Its requests are led to a database that it has left. */
export class StoreMovedError extends AppError {
  readonly code = 'STORE_MOVED';
  readonly status = 421;
  override readonly retryable = true;
  override readonly members: Record<string, unknown>;

  constructor(
    code: string,
    /** Where it is. */
    readonly cell: string,
  ) {
    super(`Store ${code} has moved to ${cell}.`);
    this.members = { cell };
  }
}

/** What is set up before the start may not be changed in this way after it. */
export class StoreStartedError extends AppError {
  readonly code = 'STORE_STARTED';
  readonly status = 409;

  constructor(code: string) {
    super(`Store ${code} is started; pause it first.`);
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

/** Somebody else changed them since the caller looked. */
export class SettingsChangedError extends AppError {
  readonly code = 'SETTINGS_CHANGED';
  readonly status = 409;

  constructor(
    code: string,
    /** What the store has. */
    readonly now: StoreSettings,
  ) {
    super(`The settings of store ${code} changed since you loaded them; nothing was saved.`);
  }
}
