import type { FastifyInstance } from 'fastify';
import { time } from '../time/time.js';

/** What goes on after this is cut off with the process; its row is taken up by another. */
const DRAIN_MS = 15_000;

/**
 * The server closes when its connections have ended. A caller that hung up, or was cut off, leaves a handler behind that
 * goes on: the database stays until it has ended.
 */
export function endHandlersFirst(fastify: FastifyInstance): void {
  const underWay = new Set<Promise<unknown>>();
  fastify.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function (request, reply) {
      const answer: unknown = handler.call(this, request, reply);
      if (answer instanceof Promise) {
        const settled: Promise<unknown> = answer
          .catch(() => undefined)
          .finally(() => underWay.delete(settled));
        underWay.add(settled);
      }
      return answer;
    };
  });
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  // Whose caller keeps the connection open for a next request would hold the server up for a minute.
  fastify.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  const ended = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  fastify.addHook('onClose', async () => {
    await Promise.race([ended(), time.drain(DRAIN_MS)]);
  });
}
