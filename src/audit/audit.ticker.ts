import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { closeTallies } from '../platform/audit/audit-tally.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import type { Timer } from '../platform/time/clock.js';
import { time } from '../platform/time/time.js';
import { AuditStream } from './audit-stream.js';

const TICK_MS = 5000;

/** In workers: takes the counts of ended hours into the log, and writes it out. */
@Injectable()
export class AuditTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly frame: WorkerTick;
  private timer: Timer | undefined;

  constructor(
    jobs: JobsService,
    private readonly database: DataSource,
    private readonly stream: AuditStream,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(AuditTicker.name));
  }

  onApplicationBootstrap(): void {
    this.timer = time.every(TICK_MS, () => void this.tick());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timer?.stop();
    await this.frame.stop();
  }

  tick(): Promise<void> {
    return this.frame.run(async () => {
      await closeTallies(this.database.manager);
      await this.stream.writeOut();
    });
  }
}
