import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { InventoryRuns } from './inventory-runs.js';
import { Every } from '../platform/time/every.js';

const TICK_MS = 30_000;

/** The nightly full push. */
@Injectable()
export class InventoryTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly runs: InventoryRuns,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(InventoryTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
  }

  @Every(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(() => this.runs.tick());
  }
}
