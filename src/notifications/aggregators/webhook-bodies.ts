import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BodyTooLargeError } from '../../platform/errors/app-error.js';
import { isWithinBounds } from '../../platform/http/body-bounds.js';
import { LIST, NOT_JSON } from './odd-bodies.js';
import type { OpenSignature } from './generic/courier-auth.js';
import type { WebhookKeys } from './webhook-keys.js';

/** A longer body is kept as the beginning of a text. */
const TOO_LONG = 256 * 1024;
/** Nobody sends so much; what is not read is not accepted. */
const LONGEST_READ = 4 * TOO_LONG;

/**
 * Aggregators' bodies are kept even where they are no JSON, so they must get past the JSON parser: such a body is handed
 * on as text under one name. NUL characters, which PostgreSQL cannot hold, and keys that reach for prototypes, which the
 * parser refuses, are dropped.
 */
export function keepOddWebhooks(fastify: FastifyInstance, keys: WebhookKeys): void {
  const signatures = new WeakMap<FastifyRequest, OpenSignature>();
  // Before the body: nobody may make us read one without a key.
  fastify.addHook('onRequest', async (request, reply) => {
    const aggregator = aggregatorOf(request);
    if (aggregator === undefined) return;
    const opened = await keys.open(aggregator, request).catch((error: unknown) => {
      // What was announced is not read: the connection has no further use.
      void reply.header('connection', 'close');
      throw error;
    });
    request.store = opened.store;
    if (opened.signature) signatures.set(request, opened.signature);
  });
  fastify.addHook('preParsing', async (request, reply, payload) => {
    const aggregator = aggregatorOf(request);
    if (aggregator === undefined) return payload;
    const signature = signatures.get(request);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      size += chunk.length;
      signature?.hmac.update(chunk);
      if (size > LONGEST_READ) {
        void reply.header('connection', 'close');
        throw new BodyTooLargeError(LONGEST_READ);
      }
      if (size <= TOO_LONG) chunks.push(chunk);
    }
    if (signature && !signature.isRight()) await keys.refuse(aggregator, request);
    const json = Buffer.from(cleaned(Buffer.concat(chunks).toString('utf8'), size > TOO_LONG));
    request.headers['content-type'] = 'application/json';
    request.headers['content-length'] = String(json.length);
    return Object.assign(Readable.from([json]), { receivedEncodedLength: json.length });
  });
}

/** By the route that was found: an address can be written in several ways. */
function aggregatorOf({ routeOptions }: FastifyRequest): string | undefined {
  return /^\/webhooks\/(\w+)\/:storeCode(?:\/:courier)?$/.exec(routeOptions.url ?? '')?.[1];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cleaned(text: string, cut: boolean): string {
  const storable = (key: string, value: unknown): unknown => {
    if (key === '__proto__' || key === 'constructor') return undefined;
    return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
  };
  try {
    const body: unknown = cut ? undefined : JSON.parse(text, storable);
    const entries: unknown[] = Array.isArray(body) ? body : [body];
    const areObjects = entries.length > 0 && entries.every(isObject);
    // A list of one is that one: it is kept as it stands.
    if (areObjects && isWithinBounds(body)) {
      return JSON.stringify(entries.length === 1 ? entries[0] : { [LIST]: entries });
    }
  } catch {
    // Not JSON: kept as text, as what is too much of it.
  }
  return JSON.stringify({ [NOT_JSON]: text.slice(0, 64 * 1024) }, storable);
}
