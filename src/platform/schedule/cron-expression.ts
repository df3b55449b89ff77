import type { TickOptions } from './tick.decorator.js';

/**
 * As a cron expression with seconds, in UTC; undefined where cron cannot say it: parts of a second, and what does not
 * divide a minute or an hour.
 */
export function cronExpressionOf(every: TickOptions['every']): string | undefined {
  if (typeof every === 'string') {
    const [hour, minute] = every.split(':').map(Number);
    return `0 ${minute} ${hour} * * *`;
  }
  const seconds = every / 1000;
  if (divides(seconds)) return seconds === 60 ? '0 * * * * *' : `*/${seconds} * * * * *`;
  return divides(seconds / 60) ? `0 */${seconds / 60} * * * *` : undefined;
}

function divides(part: number): boolean {
  return Number.isInteger(part) && part > 0 && 60 % part === 0;
}
