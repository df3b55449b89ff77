import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '@nestjs/common';
import type { AppError } from '../errors/app-error.js';
import { toProblem } from './problem.js';
import { toAppError } from './problem.filter.js';

interface Asked {
  /** Codes of the stores that the request is about. */
  codes: Set<string>;
  reads: boolean;
}

const asked = new AsyncLocalStorage<Asked>();

declare module 'fastify' {
  interface FastifyRequest {
    askedStores?: Asked;
  }
}

/** The request is about this store. @returns whether it only reads; false where there is no request */
export function noteAskedStore(code: string): boolean {
  const request = asked.getStore();
  request?.codes.add(code);
  return request?.reads ?? false;
}

/** Known once the caller is admitted; null of a request about none, or about several. */
export function onlyAskedStore({ askedStores }: FastifyRequest): string | null {
  const codes = [...(askedStores?.codes ?? [])];
  return codes.length === 1 ? codes[0]! : null;
}

/**
 * What was done for a request may have been stored where the store has gone from meanwhile: the process stood still. So the
 * answer that something was accepted is given only after one more look, behind the commit: a store that is here then takes along
 * what was committed before.
 * @param whyGone of any of these stores
 */
export function answerWhereStoresAre(
  fastify: FastifyInstance,
  whyGone: (codes: string[]) => Promise<AppError | undefined>,
): void {
  const logger = new Logger('AskedStores');
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.askedStores = { codes: new Set(), reads: request.method === 'GET' || request.method === 'HEAD' };
    asked.run(request.askedStores, done);
  });
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { codes, reads } = request.askedStores ?? { codes: new Set<string>(), reads: true };
    if (reads || codes.size === 0 || reply.statusCode >= 400) return payload;
    // Without an answer of the database nobody knows, and nothing counts as accepted.
    const error = await whyGone([...codes]).catch(toAppError);
    if (!error) return payload;
    logger.warn({ requestId: request.id, code: error.code }, 'accepted where the store has gone from');
    return problemInstead(error, request, reply);
  });
}

function problemInstead(error: AppError, request: FastifyRequest, reply: FastifyReply): string {
  void reply.status(error.status).type('application/problem+json; charset=utf-8');
  for (const name of ['content-length', 'location', 'preference-applied']) void reply.removeHeader(name);
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  return JSON.stringify(toProblem(error, request.url.split('?')[0]!, String(request.id)));
}
