import { many } from '../platform/text/many.js';

/** What a filter leaves out, and why. */
export function answeredInWords(count: number): string {
  return `${many(count, 'FAILED one is', 'FAILED ones are')} left out: answered to the caller as an error, who may repeat it. Retry one by its id.`;
}
