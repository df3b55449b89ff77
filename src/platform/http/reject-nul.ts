import type { FastifyRequest } from 'fastify';
import { BadRequestError } from '../errors/app-error.js';

/** Deeper ones would exhaust the stack of what reads them. */
const MOST_LEVELS = 100;

/** PostgreSQL text cannot hold U+0000, and nothing that we take has a use for it: refused at the door, by field. */
export async function rejectNulCharacters(request: FastifyRequest): Promise<void> {
  const field =
    findNul(request.params, '') ??
    findNul(request.query, '') ??
    findNul(request.body, '') ??
    findNul(request.headers['idempotency-key'], 'Idempotency-Key');
  if (field !== undefined) throw BadRequestError.field(field, 'must not contain a NUL character');
  return Promise.resolve();
}

function findNul(value: unknown, path: string, level = 0): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path || 'body' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (level === MOST_LEVELS) {
    throw BadRequestError.field(path, `must not be nested deeper than ${MOST_LEVELS} levels`);
  }
  for (const [key, inner] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (key.includes('\0')) return path || 'body';
    const found = findNul(inner, here, level + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
