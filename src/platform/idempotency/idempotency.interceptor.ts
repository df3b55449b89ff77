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
import type { Observable } from 'rxjs';
import { BadRequestError } from '../errors/app-error.js';
import { onlyAskedStore } from '../http/asked-stores.js';
import { canonicalJson } from './canonical-json.js';
import type { HeldKey, KeyUse } from './idempotency.repository.js';
import { IdempotencyService } from './idempotency.service.js';
import { KeptAnswerError } from './kept-answer.filter.js';
import { rawJsonOf } from './raw-json.js';

const HEADER = 'idempotency-key';
const MAX_LENGTH = 255;
const ANSWER_NOT_KEPT = 'answer not kept';
/** Belong to the answer; the others to the connection, or to the moment. */
const KEPT_HEADERS = ['location', 'preference-applied'];

/** The answer is not kept, as one that holds a secret: an Idempotency-Key has no effect here. */
export const AnswerNotKept = (): MethodDecorator & ClassDecorator => SetMetadata(ANSWER_NOT_KEPT, true);

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the auth guard. */
    clientId?: string;
    /** Set while an answer is to be kept for this request. */
    heldKey?: HeldKey;
    /** Set where the same request is to be answered in another way once its store is live. */
    answersInShadow?: boolean;
  }
}

/** Takes the key before the handler runs; {@link keepAnswer} stores what is sent, errors included. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws KeptAnswerError where the request was answered before */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const targets = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const notKept = this.reflector.getAllAndOverride<boolean | undefined>(ANSWER_NOT_KEPT, targets);
    const use = notKept ? undefined : keyUseOf(request);
    if (!use) return next.handle();
    const begun = await this.keys.begin(use);
    // Not an empty stream of values: Nest waits for one, and would log that none came.
    if ('kept' in begun) throw new KeptAnswerError(begun.kept);
    request.heldKey = begun.held;
    return next.handle();
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
  const where = [store, request.method, request.url];
  const file = Buffer.isBuffer(request.body) ? hashOf([request.body.toString('base64')]) : undefined;
  const body = file ?? JSON.stringify(request.body ?? null);
  return {
    ...{ clientId: request.clientId, key, storeCode: onlyAskedStore(request) },
    fingerprint: hashOf([...where, body]),
    canonical: hashOf([...where, file ?? canonicalJson(rawJsonOf(request) ?? body), 'canonical']),
  };
}

function hashOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Fastify `onSend` hook: keeps the very bytes that go out, before they go out. */
export async function keepAnswer(
  keys: IdempotencyService,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const held = request.heldKey;
  if (!held) return;
  request.heldKey = undefined;
  const isOfNow = reply.statusCode >= 500 || reply.statusCode === 429 || isStillRunning(reply);
  if (isOfNow || request.answersInShadow || saysShadowed(payload)) return keys.forget(held);
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  await keys.keep(held, {
    status: reply.statusCode,
    contentType: String(reply.getHeader('content-type') ?? 'application/json; charset=utf-8'),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: typeof payload === 'string' ? payload : '',
  });
}

/** Nothing was sent: the same key has to do it once the store is live. Also where the mode was changed during the request. */
function saysShadowed(payload: unknown): boolean {
  return typeof payload === 'string' && payload.includes('"outcome":"SHADOWED"');
}

/** 409 with Retry-After means: ask again later. */
function isStillRunning(reply: FastifyReply): boolean {
  return reply.statusCode === 409 && reply.hasHeader('retry-after');
}
