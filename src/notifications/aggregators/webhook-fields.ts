import type { Reading } from '../notification.types.js';

/** Careful readers for what aggregators send: any field may be missing, null, or of another type. */
export type Fields = Record<string, unknown>;

export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A text of up to 255 characters; numbers are taken as text. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 255) : null;
}

export function firstText(...values: unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) return text;
  }
  return null;
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** All texts among these, each once. */
export function texts(...values: unknown[]): string[] {
  return [...new Set(values.map(textOf).filter((text) => text !== null))];
}

/** True, 1, and both as texts in any case: senders written in Python say "True". */
export function isTrue(value: unknown): boolean {
  return value === true || numberOf(value) === 1 || textOf(value)?.toLowerCase() === 'true';
}

/** Upper case; blanks, underscores and hyphens are one blank. "NA" and nothing are absent. */
export function labelOf(value: unknown): string | null {
  const label = (textOf(value) ?? '')
    .toUpperCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  return label === '' || label === 'NA' || label === 'N/A' ? null : label;
}

/** The entries of a list, or the one that stands for it. All of them: what is answered 200 is kept. */
export function entriesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A reading for each entry; of several, each with its own part of the body, by which it can be inspected. */
export function readEach(entries: unknown[], readOne: (entry: unknown) => Reading): Reading[] {
  if (entries.length === 0) return [{ malformed: 'no entries' }];
  if (entries.length === 1) return [readOne(entries[0])];
  return entries.map((entry) => ({ ...readOne(entry), entry }));
}
