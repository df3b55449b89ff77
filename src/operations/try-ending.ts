import { MagentoError } from '../magento/magento.errors.js';
import { errorWords } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import type { Operation, TryEnding } from './operation.types.js';

/** Of an answer, as of those to deliveries. */
const KEPT_CHARACTERS = 2000;
const TAKEN = 200;
/** Shorter than any token of Magento, which has 32 characters. */
const ID_OR_YES = /^(?:\d{1,20}|true|false)$/;

/** Magento took the write. Of its answer only an id or a yes is kept: other words may hold the customer or our sign-in. */
export function noteAnswer(operation: Operation, answer: unknown): void {
  const isShort = ['string', 'number', 'boolean'].includes(typeof answer);
  const words = isShort ? String(answer) : '';
  const response = ID_OR_YES.test(words) ? words : null;
  note(operation, { status: TAKEN, errorCode: null, error: null, response });
}

/** No answer came, or one that is an error. What was never stamped was no try. */
export function noteFailure(operation: Operation, failure: unknown): void {
  const { code, message } = errorWords(failure);
  const status = failure instanceof MagentoError ? (failure.upstreamStatus ?? null) : null;
  note(operation, { status, errorCode: code, error: storable(message), response: null });
}

function note({ sending }: Operation, ending: Omit<TryEnding, 'durationMs'>): void {
  if (!sending) return;
  sending.ending = { ...ending, durationMs: Math.round(time.monotonic() - sending.since) };
}

/** PostgreSQL takes neither NUL nor half a surrogate pair: an answer with one must not keep its write from being settled. */
function storable(text: string): string {
  return text.slice(0, KEPT_CHARACTERS).replaceAll('\0', '').toWellFormed();
}
