import type { FastifyRequest } from 'fastify';
import { BadRequestError } from '../errors/app-error.js';
import { takesFiles } from './file-bodies.js';

/** Deeper bodies would exhaust the stack of what reads them. */
const MOST_LEVELS = 100;
/** The longest list of any operation: the lines of an order. */
const MOST_ELEMENTS = 2500;
/** class-transformer compares the keys of an object with each other. The largest map of ours has 500. */
const MOST_KEYS = 1000;
/** Objects, lists and plain values together: the longest list, with 20 fields to each line. */
const MOST_VALUES = 60_000;
const LONGEST_TEXT = 64 * 1024;
const LONGEST_NAME = 255;

/**
 * Fastify `preHandler` hook. What comes is measured before anything transforms it: mapping and validation take longer than
 * in proportion to the size, and one megabyte of keys or empty objects would hold the process for minutes. PostgreSQL text
 * cannot hold U+0000, and nothing that we take has a use for it.
 * @throws BadRequestError by field
 */
export async function checkBounds(request: FastifyRequest): Promise<void> {
  refuseJsonAsForm(request);
  const measure = new Measure();
  measure.value(request.params, '');
  measure.value(request.query, '');
  // A file is no value; in JSON it is a text as long as the body may be.
  if (takesFiles(request)) measure.longestText = Infinity;
  if (!Buffer.isBuffer(request.body)) measure.value(request.body, '');
  measure.longestText = LONGEST_TEXT;
  measure.value(request.headers['idempotency-key'], 'Idempotency-Key');
  return Promise.resolve();
}

/**
 * `curl -d '{…}'` calls JSON a form. Where unknown fields are ignored, such a body would be an empty one: a handover of one
 * parcel would be one of all. What a webhook brings is kept in any case.
 */
function refuseJsonAsForm({ headers, body, url }: FastifyRequest): void {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm || url.startsWith('/webhooks/') || typeof body !== 'object' || body === null) return;
  if (Object.keys(body).some((name) => /^\s*[{[]/.test(name))) {
    throw BadRequestError.field('Content-Type', 'must be application/json: the body is JSON, sent as a form');
  }
}

/** Whether it would get past. */
export function isWithinBounds(value: unknown): boolean {
  try {
    new Measure().value(value, '');
    return true;
  } catch {
    return false;
  }
}

class Measure {
  longestText = LONGEST_TEXT;
  private values = 0;

  value(value: unknown, path: string, level = 0): void {
    if (++this.values > MOST_VALUES) this.refuse('', `must not hold more than ${MOST_VALUES} values`);
    if (typeof value === 'string') return this.text(value, path);
    if (typeof value !== 'object' || value === null) return;
    if (level === MOST_LEVELS) this.refuse(path, `must not be nested deeper than ${MOST_LEVELS} levels`);
    if (Array.isArray(value)) return this.list(value, path, level);
    const keys = Object.keys(value);
    if (keys.length > MOST_KEYS) this.refuse(path, `must not have more than ${MOST_KEYS} fields`);
    for (const key of keys) {
      if (key.length > LONGEST_NAME) {
        this.refuse(path, `must not have fields with names longer than ${LONGEST_NAME} characters`);
      }
      if (key.includes('\0')) this.refuse(path, 'must not contain a NUL character');
      this.value((value as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`, level + 1);
    }
  }

  private list(list: unknown[], path: string, level: number): void {
    if (list.length > MOST_ELEMENTS) {
      this.refuse(path, `must contain no more than ${MOST_ELEMENTS} elements`);
    }
    list.forEach((inner, i) => this.value(inner, path === '' ? String(i) : `${path}.${i}`, level + 1));
  }

  private text(text: string, path: string): void {
    if (text.includes('\0')) this.refuse(path, 'must not contain a NUL character');
    if (text.length > this.longestText) {
      this.refuse(path, `must not be longer than ${LONGEST_TEXT} characters`);
    }
  }

  private refuse(path: string, message: string): never {
    throw BadRequestError.field(path || 'body', message);
  }
}
