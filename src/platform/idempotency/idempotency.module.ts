import { Global, Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyService } from './idempotency.service.js';
import { Every } from '../../platform/time/every.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([IdempotencyKey])],
  providers: [IdempotencyService, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
  exports: [IdempotencyService],
})
export class IdempotencyModule implements OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyModule.name);
  private stopped = false;

  constructor(private readonly keys: IdempotencyService) {}

  @Every(600_000)
  async prune(): Promise<void> {
    try {
      while (!this.stopped && (await this.keys.prune()) > 0);
    } catch (error) {
      this.logger.warn(
        { err: error },
        'old idempotency keys could not be removed; tried again in ten minutes',
      );
    }
  }

  @Every(20_000)
  async renew(): Promise<void> {
    try {
      await this.keys.renew();
    } catch (error) {
      this.logger.warn(
        { err: error },
        'idempotency keys could not be locked again; tried again in 20 seconds',
      );
    }
  }

  onModuleDestroy(): void {
    this.stopped = true;
  }
}
