import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Merchant } from '../sandbox/merchant.js';
import { eventSchemas } from './event-schemas.js';

/**
 * Refuses what docs/events does not know, also members that it does not name: they may come to a receiver one day, but not from this
 * version.
 */
class EventCheck {
  private readonly ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });

  constructor() {
    for (const [file, schema] of Object.entries(eventSchemas())) this.ajv.addSchema(closed(schema), file);
  }

  /** What is wrong with it; empty where nothing is. */
  faults(body: Record<string, unknown>): string[] {
    const type = body['notificationType'];
    const file = typeof type === 'string' && this.ajv.getSchema(`${type}.schema.json`) ? type : 'any';
    const validate = this.ajv.getSchema(`${file}.schema.json`) as ValidateFunction;
    if (validate(body)) return [];
    return validate.errors!.map(({ instancePath, message }) => `${file}: ${instancePath} ${message}`);
  }
}

/** Of objects that name their members. */
function closed(node: unknown): any {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isForm = 'required' in copy && 'properties' in copy && !('oneOf' in copy);
  return isForm ? { ...copy, additionalProperties: false } : copy;
}

const check = new EventCheck();

/** @throws Error where a delivered body is not as docs/events says */
export function expectDocumented(body: Record<string, unknown>): void {
  const faults = check.faults(body);
  if (faults.length > 0) throw new Error(`${JSON.stringify(body)}: ${faults.join('; ')}`);
}

/** All that came to this merchant: notifications and acknowledgements of returns. */
export function expectAllDocumented({ received }: Merchant): void {
  for (const { headers, body } of received) {
    const kind = headers['bridge-kind'];
    if (kind === 'NOTIFICATION' || kind === 'RETURN_ACK') expectDocumented(body as Record<string, unknown>);
  }
}
