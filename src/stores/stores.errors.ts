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
