import { pipeline, Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const HEADER = 'idempotency-key';

const texts = new WeakMap<FastifyRequest, Buffer[]>();

/** Keeps the body of requests with an Idempotency-Key as it came: the parser makes one number of two that are large. */
export function keepRawJson(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.headers[HEADER] === undefined) return done(null, payload);
    const chunks: Buffer[] = [];
    texts.set(request, chunks);
    const copy = new Transform({
      transform: (chunk: Buffer, _encoding, next) => {
        chunks.push(chunk);
        next(null, chunk);
      },
    });
    // What fails here fails the request: the reader of the copy gets the error.
    pipeline(payload, copy, () => undefined);
    done(null, copy);
  });
}

export function rawJsonOf(request: FastifyRequest): string | undefined {
  const chunks = texts.get(request);
  return chunks && chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : undefined;
}
