import { Alias } from './alias.js';

/**
 * A code that a caller may send as a JSON number, e.g. Increff's shipmentId. Anything else is left to the validator.
 * @param others names that callers of other schools give it
 */
export function TextOrNumber(...others: string[]): PropertyDecorator {
  return Alias(others, toText);
}

function toText(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
}
