import type { AddressRow } from './erasures.repository.js';

/** Stands where something of a customer stood. */
export const ERASED = 'erased';

const FIELDS = ['email', 'name', 'phone', 'line1', 'line2', 'line3'];
/** Shorter values stand in many texts that have nothing to do with the customer. */
const SHORTEST = 4;

/** What addresses say of a customer, so that it is found in other texts too. */
export function valuesOf(addresses: AddressRow[]): string[] {
  const values = addresses
    .flatMap(({ billing_address: billing, shipping_address: shipping }) => [billing, shipping])
    .flatMap((address) => FIELDS.map((field) => address?.[field]?.trim() ?? ''));
  return [...new Set(values)].filter((value) => value.length >= SHORTEST);
}

/** Those of which one alone tells who it is, wherever it stands. */
export function tellingValuesOf(values: string[]): string[] {
  return values.filter(
    (value) => value.includes('@') || /^[+\d][\d ()-]{6,}$/.test(value) || /^\S{2,} .*\S{2,}$/.test(value),
  );
}

/** Replaces a customer's values in texts, as they are and as JSON and forms write them, in any case. */
export class Redaction {
  /** For PostgreSQL's `~*`; undefined where there is nothing to look for. */
  readonly sql: string | undefined;
  private readonly pattern: RegExp;

  constructor(values: string[]) {
    const spelled = new Set(values.flatMap(spellings));
    const longestFirst = [...spelled].sort((a, b) => b.length - a.length);
    this.sql = longestFirst.length > 0 ? longestFirst.map(escaped).join('|') : undefined;
    this.pattern = new RegExp(longestFirst.map(escaped).join('|'), 'gi');
  }

  text(text: string): string {
    return text.replace(this.pattern, ERASED);
  }

  /** The text of a JSON value; what is no JSON any more after a plain replacement, as a number, is replaced value by value. */
  json(text: string): string {
    const plain = this.text(text);
    if (isJson(plain) || !isJson(text)) return plain;
    return JSON.stringify(JSON.parse(text), (_name, value: unknown) =>
      typeof value === 'string' || typeof value === 'number' ? this.scalar(value) : value,
    );
  }

  private scalar(value: string | number): string | number {
    const replaced = this.text(String(value));
    return replaced === String(value) ? value : replaced;
  }
}

/** What is no JSON, or no form, is kept as it came: with its escapes. PHP's JSON is ASCII, and escapes slashes. */
function spellings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const inUrl = encodeURIComponent(value.toWellFormed());
  const all = [value, json, ascii];
  return [...all, ...all.map((one) => one.replaceAll('/', '\\/')), inUrl, inUrl.replaceAll('%20', '+')];
}

/** Literally, in JavaScript's and in PostgreSQL's regular expressions. */
function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
