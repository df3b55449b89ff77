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

/** ClickPost and Shiprocket are Indian services: a time without zone is India's. */
const INDIA = '+05:30';

/** ISO 8601, `2026-11-23 10:00:00`, `23 11 2026 10:00:00`, or epoch seconds or milliseconds. */
export function timeOf(value: unknown): Date | null {
  const epoch = numberOf(value);
  if (epoch !== null) return valid(new Date(epoch > 1e11 ? epoch : epoch * 1000));
  const text = textOf(value);
  if (text === null) return null;
  const dayFirst = /^(\d{2})[ -/](\d{2})[ -/](\d{4})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text);
  if (dayFirst) return valid(new Date(`${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}T${dayFirst[4]}${INDIA}`));
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  return valid(new Date(zoned ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}${INDIA}`));
}

function valid(time: Date): Date | null {
  const year = time.getTime() / 31_556_952_000 + 1970;
  return year > 2000 && year < 2200 ? time : null;
}
