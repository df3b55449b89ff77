import { NotAnAmountError } from './money.js';

/** The order lacks what makes it an order, or says it in a way that nobody can read; it is parked instead of stored half. */
export class UnmappableOrderError extends Error {}

/** Text, or a number written as one; anything else is no text. @throws UnmappableOrderError */
export function textOf(value: unknown, field: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new UnmappableOrderError(`${field} is ${kindOf(value)}`);
}

/** A whole number, also where it is written as text; undefined where there is none. @throws UnmappableOrderError */
export function wholeNumberOf(value: unknown, field: string): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new UnmappableOrderError(`${field} is ${kindOf(value)} and not a whole number`);
}

/** A list of objects; missing counts as empty. @throws UnmappableOrderError */
export function listOf<T extends object>(
  value: readonly T[] | null | undefined,
  field: string,
): readonly T[] {
  if (value === null || value === undefined) return [];
  const given: unknown = value;
  if (!Array.isArray(given)) throw new UnmappableOrderError(`${field} is ${kindOf(given)} and not a list`);
  if (given.every((entry) => typeof entry === 'object' && entry !== null)) return value;
  throw new UnmappableOrderError(`${field} has an entry that is no object`);
}

/** Why an order cannot be mapped, for any error. Never its content beyond a short value. */
export function whyUnmappable(error: unknown): string {
  if (error instanceof UnmappableOrderError || error instanceof NotAnAmountError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown reason';
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'number' || typeof value === 'string'
    ? JSON.stringify(value).slice(0, 40)
    : `a ${typeof value}`;
}
