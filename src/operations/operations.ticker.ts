import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { Ledger } from './ledger.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { Every } from '../platform/time/every.js';

const TICK_MS = 1000;
/** Also the most jobs that wait: rows whose jobs are not taken in time are due again. */
const JOBS_WAITING = 100;

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
        const room = JOBS_WAITING - (await this.jobs.waiting(manager, RUN_OPERATION, JOBS_WAITING));
        const ids = room > 0 ? await this.ledger.due(manager, room) : [];
        for (const id of ids) await this.jobs.send(manager, RUN_OPERATION, { id });
      }),
    );
  }
}
