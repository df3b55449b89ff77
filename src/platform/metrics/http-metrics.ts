import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import { registry } from './registry.js';

const requestSeconds = new Histogram({
  name: 'bridge_http_request_seconds',
  help: 'Requests answered, by route template.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  registers: [registry],
});

/** Unknown paths share one label, so that a scanner cannot make labels. */
export function measureRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
}
