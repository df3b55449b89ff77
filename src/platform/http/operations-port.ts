import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Logger } from '@nestjs/common';
import { NotFoundError } from '../errors/app-error.js';
import { sendProblem } from './problem.filter.js';

const REQUEST_MS = 60_000;
/** What shows the inside, by the route that was found: no spelling of an address gets around it. */
const INSIDE = /^\/(metrics|docs)(?![a-z])/;
const ON_BOTH = /^\/health\//;

/** Requests that came in on the second port. */
const cameInside = new WeakSet<IncomingMessage>();

/** Metrics and documentation are found on the second port alone, and nothing else there. */
export function separateOperations(fastify: FastifyInstance): void {
  const logger = new Logger('operations-port');
  fastify.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? '';
    if (ON_BOTH.test(route) || INSIDE.test(route) === cameInside.has(request.raw)) return done();
    const nothing = new NotFoundError('path', 'There is nothing here.');
    sendProblem(nothing, request, reply, logger, nothing);
  });
}

/** @returns the second server, which serves what {@link separateOperations} leaves to it */
export async function listenForOperations(
  fastify: FastifyInstance,
  port: number,
  host: string,
): Promise<Server> {
  const server = createServer((request, response) => {
    cameInside.add(request);
    fastify.routing(request, response);
  });
  server.requestTimeout = REQUEST_MS;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  return server;
}
