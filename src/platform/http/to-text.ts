/** Codes that a caller may send as a JSON number, e.g. Increff's shipmentId. Anything else is left to the validator. */
export function toText(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
}
