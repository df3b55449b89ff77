import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { WorkerTick } from '../platform/jobs/worker-tick.js';
import { StoresService } from '../stores/stores.service.js';
import { pushingStores } from './push.queries.js';
import { PushService } from './push.service.js';
import { Every } from '../platform/time/every.js';

const TICK_MS = 2000;

/** Looks for orders that Increff is to hear of, in stores that push. */
@Injectable()
export class PushTicker implements BeforeApplicationShutdown {
  private readonly frame: WorkerTick;

  constructor(
    jobs: JobsService,
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly pushes: PushService,
  ) {
    this.frame = new WorkerTick(jobs, new Logger(PushTicker.name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.frame.stop();
  }

  @Every(TICK_MS)
  tick(): Promise<void> {
    return this.frame.run(async () => {
      for (const code of await pushingStores(this.database.manager)) {
        await this.pushes.push(await this.stores.byCode(code));
      }
    });
  }
}
