import { AppError, ConflictError, type FieldError, NotFoundError } from '../platform/errors/app-error.js';

export class ReturnNotFoundError extends NotFoundError {
  constructor(returnOrderCode: string) {
    super('returnOrderCode', `There is no return order ${returnOrderCode}.`);
  }
}

export class ForwardOrderNotFoundError extends NotFoundError {
  /** @param why there is none, in a sentence, where something is known of it */
  constructor(forwardOrderCode: string, why?: string) {
    super(
      'forwardOrderCode',
      `There is no forward order ${forwardOrderCode}.${why === undefined ? '' : ` ${why}`}`,
    );
  }
}

/** The returnOrderCode stands for another body. */
export class ReturnCodeTakenError extends AppError {
  readonly code = 'ID_TAKEN';
  readonly status = 409;
  override readonly errors: FieldError[];

  constructor(returnOrderCode: string, differing: string[]) {
    super(
      `Return order ${returnOrderCode} was created with another body; these fields differ: ${differing.join(', ')}.`,
    );
    this.errors = differing.map((field) => ({ field, message: 'differs from the body it was created with' }));
  }
}

export class ReturnOverError extends ConflictError {
  constructor(returnOrderCode: string, state: string) {
    super(`Return order ${returnOrderCode} is ${state}; it can no longer be changed.`);
  }
}

/** An item has another quality check result already. */
export class QcResultTakenError extends AppError {
  readonly code = 'QC_RESULT_TAKEN';
  readonly status = 409;
  override readonly errors: FieldError[];

  constructor(errors: FieldError[]) {
    super('An item was processed before with another result, or was cancelled.');
    this.errors = errors;
  }
}
