import { BadRequestError } from '../platform/errors/app-error.js';
import { readBody } from '../platform/http/validation.js';

const LONGEST_WORDS = 500;

/**
 * A form as the API's body: fields that were left empty are as good as absent.
 * @param made fields that are no text
 * @throws BadRequestError as the API does
 */
export function readForm<T extends object>(
  body: Record<string, unknown>,
  metatype: new () => T,
  made: Record<string, unknown> = {},
): Promise<T> {
  const given = Object.entries(body).filter(([name, value]) => name !== '_csrf' && value !== '');
  return readBody({ ...Object.fromEntries(given), ...made }, metatype);
}

/** Text of a field, trimmed; empty where it was left out. @throws BadRequestError naming it */
export function wordsOf(given: Record<string, unknown>, name: string, longest = LONGEST_WORDS): string {
  const value = given[name] ?? '';
  if (typeof value !== 'string' || value.length > longest) {
    throw BadRequestError.field(name, `must be text of at most ${longest} characters`);
  }
  return value.trim();
}

/** @throws BadRequestError naming it, also where there is none */
export function neededWordsOf(given: Record<string, unknown>, name: string): string {
  const words = wordsOf(given, name);
  if (words === '') throw BadRequestError.field(name, 'must be given');
  return words;
}
