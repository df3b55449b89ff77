import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { Ledger } from './ledger.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { Every } from '../platform/time/every.js';

const TICK_MS = 1000;
const ROWS_PER_TICK = 100;

/** Finds operations that nobody works on: in doubt, waiting, or left behind by a dead process. */
@Injectable()
export class OperationsTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger,
    private readonly jobs: JobsService,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(OperationsTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
  }

  @Every(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(() =>
      this.database.transaction(async (manager) => {
        const ids = await this.ledger.due(manager, ROWS_PER_TICK);
        for (const id of ids) await this.jobs.send(manager, RUN_OPERATION, { id });
      }),
    );
  }
}
