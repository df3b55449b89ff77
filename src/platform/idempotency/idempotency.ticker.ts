import { Injectable } from '@nestjs/common';
import { Tick } from '../schedule/tick.decorator.js';
import { IdempotencyService } from './idempotency.service.js';

/** Everywhere, since every process serves requests. */
@Injectable()
export class IdempotencyTicker {
  constructor(private readonly keys: IdempotencyService) {}

  @Tick({ name: 'idempotency.prune', every: 600_000, everywhere: true })
  async prune(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && (await this.keys.prune()) > 0);
  }

  @Tick({ name: 'idempotency.renew', every: 20_000, everywhere: true })
  renew(): Promise<void> {
    return this.keys.renew();
  }
}
