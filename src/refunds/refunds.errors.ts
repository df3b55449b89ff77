import { AppError, type FieldError } from '../platform/errors/app-error.js';

/** A refundId that already stands for another refund of the order. */
export class RefundIdTakenError extends AppError {
  readonly code = 'ID_TAKEN';
  readonly status = 409;
  override readonly errors: FieldError[];

  constructor(refundId: string, differing: string[]) {
    super(
      `refundId ${refundId} was used before with another request; these fields differ: ${differing.join(', ')}.`,
    );
    this.errors = differing.map((field) => ({
      field,
      message: `differs from the first request with refundId ${refundId}`,
    }));
  }
}
