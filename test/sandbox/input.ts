import { MagentoFault } from './magento-fault.js';
import type { Release } from './magento-order.js';

export type Shape = { [field: string]: 'int' | 'float' | 'string' | 'boolean' | 'any' | Shape | [Shape] };

const camel = (snake: string): string =>
  snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A top-level parameter of a body, in either spelling. */
export function parameter(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const fields = body as Record<string, unknown>;
  return fields[name] ?? fields[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

/**
 * Magento's input processor: fields in either spelling, unknown ones refused by their setter's name (a 500 up to
 * 2.4.6), scalars coerced from numeric strings. A scalar in place of an object counts as an empty object.
 */
export function readObject(value: unknown, shape: Shape, release: Release): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (typeof value !== 'object' || value === null) return result;
  for (const [given, inner] of Object.entries(value)) {
    const field = Object.keys(shape).find((name) => name === given || camel(name) === given);
    if (field === undefined) {
      if (release === '2.4.3' || release === '2.4.6') throw MagentoFault.internal();
      const setter = camel(given);
      throw MagentoFault.badRequest('"%fieldName" is not supported. Correct the field name and try again.', {
        fieldName: setter.charAt(0).toUpperCase() + setter.slice(1),
      });
    }
    result[field] = readValue(inner, shape[field]!, field, release);
  }
  return result;
}

function readValue(value: unknown, type: Shape[string], field: string, release: Release): unknown {
  if (value === null || type === 'any') return value;
  if (Array.isArray(type)) {
    return (Array.isArray(value) ? value : []).map((entry) => readObject(entry, type[0], release));
  }
  if (typeof type === 'object') return readObject(value, type, release);
  if (type === 'int' || type === 'float') {
    const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
    if (!(type === 'int' ? /^-?\d+(\.\d+)?$/ : /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i).test(text)) {
      throw MagentoFault.wrongType(text, type, field);
    }
    return type === 'int' ? Math.trunc(Number(text)) : Number(text);
  }
  if (type === 'boolean') {
    return value === true || ['1', 'true', 'yes', 'on'].includes(String(value).toLowerCase());
  }
  return String(value);
}
