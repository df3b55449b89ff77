import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { Ledger } from './ledger.js';
import { RUN_OPERATION } from './operations.jobs.js';

const TICK_MS = 1000;
const ROWS_PER_TICK = 100;

/** Finds operations that nobody works on: in doubt, waiting, or left behind by a dead process. */
@Injectable()
export class OperationsTicker implements BeforeApplicationShutdown {
  private readonly logger = new Logger(OperationsTicker.name);
  private busy = false;
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger,
    private readonly jobs: JobsService,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  @Interval(TICK_MS)
  async tick(): Promise<void> {
    if (this.busy || this.stopping || !this.jobs.worksHere) return;
    this.busy = true;
    try {
      await this.database.transaction(async (manager) => {
        for (const id of await this.ledger.due(manager, ROWS_PER_TICK)) {
          await this.jobs.send(manager, RUN_OPERATION, { id });
        }
      });
    } catch (error) {
      this.logger.warn({ err: error }, 'tick failed; the next one tries again');
    } finally {
      this.busy = false;
    }
  }
}
