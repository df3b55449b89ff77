import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EMPTY, type Observable } from 'rxjs';
import { BadRequestError } from '../errors/app-error.js';
import { IdempotencyService, type KeyUse } from './idempotency.service.js';

const HEADER = 'idempotency-key';
const MAX_LENGTH = 255;
const SECRET_ANSWER = 'secret answer';

/** The answer holds a secret and is not kept: an Idempotency-Key has no effect on this route. */
export const SecretAnswer = (): MethodDecorator => SetMetadata(SECRET_ANSWER, true);

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the auth guard. */
    clientId?: string;
    /** Set while an answer is to be kept for this request. */
    keyUse?: KeyUse;
  }
}

/** Takes the key before the handler runs; {@link keepAnswer} stores what is sent, errors included. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyService,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const secret = this.reflector.get<boolean | undefined>(SECRET_ANSWER, context.getHandler());
    const use = secret ? undefined : keyUseOf(request);
    if (!use) return next.handle();
    const kept = await this.keys.begin(use);
    if (!kept) {
      request.keyUse = use;
      return next.handle();
    }
    void http
      .getResponse<FastifyReply>()
      .status(kept.status)
      .header('idempotency-replayed', 'true')
      .type(kept.contentType)
      .send(kept.body);
    return EMPTY;
  }
}

function keyUseOf(request: FastifyRequest): KeyUse | undefined {
  const key = request.headers[HEADER];
  if (key === undefined || request.clientId === undefined) return undefined;
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > MAX_LENGTH) {
    throw BadRequestError.field('Idempotency-Key', `must be 1 to ${MAX_LENGTH} characters`);
  }
  const store = request.headers['authdomainname'] ?? request.headers['x-store-code'] ?? '';
  const parts = [store, request.method, request.url, JSON.stringify(request.body ?? null)];
  const fingerprint = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return { clientId: request.clientId, key, fingerprint };
}

/** Fastify `onSend` hook: keeps the very bytes that go out, before they go out. */
export async function keepAnswer(
  keys: IdempotencyService,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const use = request.keyUse;
  if (!use) return;
  request.keyUse = undefined;
  if (reply.statusCode >= 500 || reply.statusCode === 429 || isStillRunning(reply)) return keys.forget(use);
  await keys.keep(use, {
    status: reply.statusCode,
    contentType: String(reply.getHeader('content-type') ?? 'application/json; charset=utf-8'),
    body: typeof payload === 'string' ? payload : '',
  });
}

/** 409 with Retry-After means: ask again later. */
function isStillRunning(reply: FastifyReply): boolean {
  return reply.statusCode === 409 && reply.hasHeader('retry-after');
}
