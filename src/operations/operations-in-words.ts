import { many } from '../platform/text/many.js';

/** What a filter leaves out, and why. */
export function answeredInWords(count: number): string {
  return `${many(count, 'FAILED operation is', 'FAILED operations are')} left out: the caller got an error and may repeat the request. Retry one by its id.`;
}
