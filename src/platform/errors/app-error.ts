import { isConnectionFailure } from '../database/pg-errors.js';

/** A fault in one field of a request, named as the caller spelled it (dotted path for nested fields). */
export interface FieldError {
  field: string;
  message: string;
}

/** An answer names no more faults than this; a request with more repeats the same fault. */
export const MOST_ERRORS = 50;

const FAULTS_OF_A_SENTENCE = 5;

/**
 * Every error that a caller can meet. `code`, `status` and `retryable` belong to the class, so that no table
 * elsewhere can forget one; the problem filter only prints them.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  /** True when the same request may succeed later without a change. */
  readonly retryable: boolean = false;
  readonly errors: FieldError[] = [];
  /** Seconds for the `Retry-After` header. */
  readonly retryAfter?: number;
  /** Further members of the problem document, e.g. the outcome of a refused operation. */
  readonly members: Record<string, unknown> = {};

  /** The message with the first fields at fault, where one sentence is all there is place for. */
  get sentence(): string {
    const faults = this.errors
      .slice(0, FAULTS_OF_A_SENTENCE)
      .map(({ field, message }) => `${field} ${message}`);
    return faults.length === 0 ? this.message : `${this.message.replace(/\.$/, '')}: ${faults.join('; ')}`;
  }
}

export class BadRequestError extends AppError {
  readonly code = 'BAD_DATA';
  readonly status = 400;
  override readonly errors: FieldError[];

  constructor(errors: FieldError[], message = 'Input validation failed') {
    super(message);
    this.errors = errors;
  }

  static field(field: string, message: string): BadRequestError {
    return new BadRequestError([{ field, message }]);
  }
}

export class BodyTooLargeError extends AppError {
  readonly code = 'BODY_TOO_LARGE';
  readonly status = 413;
  override readonly errors: FieldError[];

  constructor(mostBytes: number) {
    super('The request body is too large.');
    this.errors = [{ field: 'body', message: `must not be longer than ${mostBytes} bytes` }];
  }
}

export class UnauthorizedError extends AppError {
  readonly code = 'UNAUTHORIZED';
  readonly status = 401;
}

export class ForbiddenError extends AppError {
  readonly code = 'FORBIDDEN';
  readonly status = 403;
  override readonly errors: FieldError[];

  constructor(message: string, errors: FieldError[] = []) {
    super(message);
    this.errors = errors;
  }
}

export class NotFoundError extends AppError {
  readonly code = 'NOT_FOUND';
  readonly status = 404;
  override readonly errors: FieldError[];

  constructor(field: string, message: string) {
    super(message);
    this.errors = [{ field, message }];
  }
}

export class ConflictError extends AppError {
  readonly code = 'CONFLICT';
  readonly status = 409;
  override readonly retryable: boolean;
  override readonly retryAfter?: number;

  constructor(message: string, retryAfter?: number) {
    super(message);
    this.retryable = retryAfter !== undefined;
    this.retryAfter = retryAfter;
  }
}

export class IdempotencyKeyReusedError extends AppError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly status = 422;
  override readonly errors = [{ field: 'Idempotency-Key', message: 'was used before with another request' }];

  constructor() {
    super('This Idempotency-Key was used before with another method, path or body.');
  }
}

export class TooManyRequestsError extends AppError {
  readonly code = 'TOO_MANY_REQUESTS';
  readonly status = 429;
  override readonly retryable = true;

  constructor(override readonly retryAfter: number) {
    super('Too many requests. Slow down and try again.');
  }
}

/** Nobody expects it, and no wait repairs it: a bug. What says that the database is away is none. */
export function isBug(error: unknown): boolean {
  return !(error instanceof AppError) && !isConnectionFailure(error);
}

/** Where PostgreSQL is gone, restarts or fails over. */
export const DATABASE_UNAVAILABLE = 'DATABASE_UNAVAILABLE';

/** Code and words of any error, for rows and logs. */
export function errorWords(error: unknown): { code: string; message: string } {
  return {
    code: error instanceof AppError ? error.code : isBug(error) ? 'INTERNAL' : DATABASE_UNAVAILABLE,
    message: error instanceof Error ? error.message : String(error),
  };
}
