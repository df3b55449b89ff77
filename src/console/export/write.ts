import type { Row } from '../listings/listing.js';
import { nameOf } from './fields.js';

export const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const CONTENT_TYPES: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

/** The text of a file, a page of rows at a time. */
export async function* written(
  format: Format,
  fields: readonly string[],
  pages: AsyncIterable<Row[]>,
): AsyncGenerator<string> {
  yield format === 'csv' ? csvLine(fields.map((field) => nameOf(field))) : '[';
  let isFirst = true;
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    if (format === 'csv') yield rows.map((row) => csvLine(fields.map((field) => row[field]))).join('');
    else yield `${isFirst ? '' : ','}\n${rows.map((row) => jsonOf(fields, row)).join(',\n')}`;
    isFirst = false;
  }
  // Only a whole file ends so: one that was cut off is no JSON.
  if (format === 'json') yield '\n]\n';
}

function jsonOf(fields: readonly string[], row: Row): string {
  return JSON.stringify(Object.fromEntries(fields.map((field) => [nameOf(field), row[field] ?? null])));
}

/** RFC 4180. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map((value) => csvCell(value)).join(',')}\r\n`;
}

/** A program for tables takes such text for a formula; an apostrophe makes it text again. A number is none. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^-\d+(?:\.\d+)?$/;

function csvCell(value: unknown): string {
  const text = textOf(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
