import { readBody } from '../platform/http/validation.js';

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
