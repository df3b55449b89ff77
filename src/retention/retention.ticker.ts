import { Injectable } from '@nestjs/common';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { RetentionService } from './retention.service.js';

@Injectable()
export class RetentionTicker {
  constructor(private readonly retention: RetentionService) {}

  @Tick({ name: 'retention.nightly', every: '03:15' })
  async tick(stopping: AbortSignal): Promise<void> {
    stopping.addEventListener('abort', () => this.retention.stop(), { once: true });
    await this.retention.prune('retention');
  }
}
