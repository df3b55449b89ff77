import cookie from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import { Logger as NestLogger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyServerOptions } from 'fastify';
import { Logger } from 'nestjs-pino';
import { WebhookKeys } from './notifications/aggregators/webhook-keys.js';
import { keepOddWebhooks } from './notifications/aggregators/webhook-bodies.js';
import { IdempotencyService } from './platform/idempotency/idempotency.service.js';
import { keepAnswer } from './platform/idempotency/idempotency.interceptor.js';
import { KeptAnswerFilter } from './platform/idempotency/kept-answer.filter.js';
import { keepRawJson } from './platform/idempotency/raw-json.js';
import { traceRequests } from './platform/tracing/spans.js';
import { measureRequests } from './platform/metrics/http-metrics.js';
import { ProblemFilter, sendProblem, toAppError } from './platform/http/problem.filter.js';
import { AppConfig } from './platform/config/app-config.js';
import { answerWhereStoresAre } from './platform/http/asked-stores.js';
import { checkBounds } from './platform/http/body-bounds.js';
import { endHandlersFirst } from './platform/http/handlers-under-way.js';
import { takeFiles } from './platform/http/file-bodies.js';
import { separateOperations } from './platform/http/operations-port.js';
import { InputValidationPipe } from './platform/http/validation.js';
import { SecretBox } from './platform/crypto/secret-box.js';
import { StoresService } from './stores/stores.service.js';
import { sessionCookieOf } from './console/console-sessions.js';
import { requestIdOf } from './platform/logging/logger-options.js';
import { setUpSwagger } from './swagger/document.js';

const BODY_LIMIT = 1024 * 1024;
/** Where an id and a secret are all that is sent. */
const SIGN_IN = new Set(['/auth/token', '/console/sign-in']);
const SIGN_IN_BODY_LIMIT = 8 * 1024;

/**
 * Fastify with our limits. Errors that never reach Nest (bad URL, bad JSON) are problem+json as well.
 * @param trustedProxies whose word is taken for the caller's address and protocol: IPs or CIDRs
 */
export function createAdapter(trustedProxies: string[] = []): FastifyAdapter {
  const logger = new NestLogger('Fastify');
  const options: FastifyServerOptions = {
    bodyLimit: BODY_LIMIT,
    genReqId: (request) => requestIdOf(request),
    requestTimeout: 60_000,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    // What still comes on an open connection during shutdown is served: the database is closed after the server.
    return503OnClosing: false,
    routerOptions: {
      maxParamLength: 1024,
    },
    frameworkErrors: (error, request, reply) => sendProblem(toAppError(error), request, reply, logger, error),
  };
  return new FastifyAdapter(options);
}

/** Everything between a bare Nest application and ours; the tests use it too. */
export async function configureApp(app: NestFastifyApplication): Promise<void> {
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(new InputValidationPipe());
  // The last one that fits is taken.
  app.useGlobalFilters(new ProblemFilter(), new KeptAnswerFilter());
  const fastify = app.getHttpAdapter().getInstance();
  const keys = app.get(IdempotencyService);
  fastify.addHook('onRoute', (route) => {
    if (SIGN_IN.has(route.url)) route.bodyLimit = SIGN_IN_BODY_LIMIT;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  endHandlersFirst(fastify);
  takeFiles(fastify);
  traceRequests(fastify);
  measureRequests(fastify);
  keepOddWebhooks(fastify, app.get(WebhookKeys));
  keepRawJson(fastify);
  fastify.addHook('preHandler', checkBounds);
  const stores = app.get(StoresService);
  // Before the answer is kept: one that is not given is not repeated.
  answerWhereStoresAre(fastify, (codes) => stores.whyGone(codes));
  fastify.addHook('onSend', async (request, reply, payload) => {
    await keepAnswer(keys, request, reply, payload);
    return payload;
  });
  await app.register(helmet, {
    // Swagger UI sets inline styles; scripts are all its own files.
    contentSecurityPolicy: {
      directives: { 'style-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null },
    },
  });
  await app.register(cookie);
  await app.register(csrfProtection, {
    cookieOpts: { path: '/console', httpOnly: true, sameSite: 'strict', secure: 'auto' },
    // A token is good for one session: what was seen before the sign-in is of no use after it.
    csrfOpts: { hmacKey: app.get(SecretBox).derivedKeys('console-csrf')[0]!.export().toString('hex') },
    getUserInfo: sessionCookieOf,
  });
  if (app.get(AppConfig).operationsPort !== undefined) separateOperations(fastify);
  setUpSwagger(app);
}
