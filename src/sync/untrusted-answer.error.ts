import { AppError } from '../platform/errors/app-error.js';

/** The answer is not one to the question: nothing can be concluded from it, least of all that there is nothing more. */
export class UntrustedAnswerError extends AppError {
  readonly code = 'MAGENTO_UNTRUSTED';
  readonly status = 502;
  override readonly retryable = true;

  constructor(what: string) {
    super(
      `The list of orders is not what was asked for: ${what}. Does something between here and Magento drop the query, or keep answers?`,
    );
  }
}
