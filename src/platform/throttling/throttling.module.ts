import { type ExecutionContext, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, type ThrottlerLimitDetail, ThrottlerModule } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../config/app-config.js';
import { TooManyRequestsError } from '../errors/app-error.js';
import { WindowCounter } from './window-counter.js';

const MINUTE = 60_000;

/** Counted per address before sign-in and per client after it; see {@link ClientThrottlerGuard}. */
@Injectable()
class AddressThrottlerGuard extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    return Promise.resolve(`address:${request.ip}`);
  }

  /** One budget over all routes. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    limit: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequestsError(Math.max(1, Math.ceil(limit.timeToExpire)));
  }
}

/** Runs after the auth guard. One client behind many addresses has one budget. */
@Injectable()
export class ClientThrottlerGuard extends AddressThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    return Promise.resolve(request.clientId ? `client:${request.clientId}` : `address:${request.ip}`);
  }
}

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        throttlers: [{ name: 'default', ttl: MINUTE, limit: config.rateLimitPerMinute }],
        storage: new WindowCounter(),
      }),
    }),
  ],
  providers: [{ provide: APP_GUARD, useClass: AddressThrottlerGuard }],
  exports: [ThrottlerModule],
})
export class ThrottlingModule {}
