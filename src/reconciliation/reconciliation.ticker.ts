import { Injectable } from '@nestjs/common';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { COMPARISON_DUE } from './held-comparisons.repository.js';
import { ReconciliationRunner } from './reconciliation-runner.js';
import { ReconciliationsService } from './reconciliations.service.js';

/** Opens comparisons every night, when shops are quiet, and takes up those that wait or whose process died. */
@Injectable()
export class ReconciliationTicker {
  constructor(
    private readonly reconciliations: ReconciliationsService,
    private readonly runner: ReconciliationRunner,
  ) {}

  @Tick({ name: 'reconciliation.work', every: 5000, due: COMPARISON_DUE })
  takeUp(stopping: AbortSignal): Promise<void> {
    stopping.addEventListener('abort', () => this.runner.stop(), { once: true });
    return this.runner.work();
  }

  @Tick({ name: 'reconciliation.nightly', every: '04:00' })
  tick(): Promise<void> {
    return this.reconciliations.nightly();
  }
}
