import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { DATABASE_URL, OWN_SESSIONS } from '../database/database.module.js';
import { APPLICATION } from '../database/session.js';
import { Registry } from '../registry/registry.js';
import { time } from '../time/time.js';
import { declaredJobs, type JobKind } from './job-kind.js';
import { JobSlots } from './job-slots.js';
import { createMissingQueues } from './queues.js';
import { countWaitingJobs, transactionOf } from './jobs.repository.js';

interface JobHandler {
  kind: JobKind<object>;
  run: (payload: object) => Promise<void>;
  slots: JobSlots;
}

const DRAIN_MS = 20_000;
/** Of what has not ended by then. */
const LAST_MS = 1000;
/** Seldom asked while the listening connection is there: pg-boss asks whenever it is made again. Behind a pooler there is none. */
const WORKER = { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 60 };
/**
 * At its own pace pg-boss would send some sixty statements a minute besides: no job of ours waits for another one, nobody
 * asks for the list of its processes, queues change with a release, and what a dead process left is found by our own rows.
 */
const HOUSEKEEPING = {
  flowIntervalSeconds: 86_400,
  registerInstance: false,
  queueCacheIntervalSeconds: 3600,
  superviseIntervalSeconds: 300,
};

/**
 * pg-boss on the same PostgreSQL, woken by NOTIFY. Every replica may send; only workers take jobs. For pg-boss a job is done
 * once a slot runs it: how the work ends stands in our own rows.
 */
@Injectable()
export class JobsService
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger(JobsService.name);
  private readonly boss: PgBoss;
  private started = false;
  private readonly handlers = new Registry<JobHandler>('job');

  constructor(
    private readonly config: AppConfig,
    @Inject(DATABASE_URL) url: string,
    @Inject(OWN_SESSIONS) listens: boolean,
  ) {
    this.boss = new PgBoss({
      connectionString: url,
      application_name: `${APPLICATION} jobs`,
      max: 2,
      // A pooler hands the listening connection on to others.
      useListenNotify: listens,
      // Its schema is made with ours, by the owner.
      migrate: false,
      schedule: false,
      ...HOUSEKEEPING,
      openTelemetry: undefined,
    });
    this.boss.on('error', (error) => this.logger.warn({ err: error }, 'job queue error'));
  }

  /** Started and not yet stopping. */
  get running(): boolean {
    return this.started;
  }

  get worksHere(): boolean {
    return this.config.role !== 'api';
  }

  /** To be called by modules while they are being made. @throws RegistrationError where the kind has a handler */
  handle<T extends object>(kind: JobKind<T>, run: (payload: T) => Promise<void>): void {
    const slots = new JobSlots(kind.concurrency);
    this.handlers.register(kind.name, { kind, run: run as JobHandler['run'], slots });
  }

  /** @throws RegistrationError where a kind has no handler */
  onModuleInit(): void {
    this.handlers.demand(declaredJobs());
  }

  /** Sends within the caller's transaction: the job exists exactly if the row does. */
  async send<T extends object>(manager: EntityManager, kind: JobKind<T>, payload: T): Promise<void> {
    await this.boss.send(kind.name, payload, { db: transactionOf(manager) });
  }

  /** Jobs of this kind that no worker has taken yet, counted up to `most`. */
  waiting(manager: EntityManager, kind: JobKind<object>, most: number): Promise<number> {
    return countWaitingJobs(manager, kind.name, most);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
    // They are made with the schema, but for those of a release that is newer than it.
    await createMissingQueues(this.boss, declaredJobs());
    if (this.worksHere) for (const handler of this.handlers.all()) await this.work(handler);
    this.started = true;
  }

  /** While everything that a job needs is still there: the way to Magento and the database are closed later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.started = false;
    const ended = this.handlers.all().map(async ({ kind, slots }) => {
      await this.boss.offWork(kind.name);
      await slots.drained();
    });
    await Promise.race([Promise.all(ended), time.drain(DRAIN_MS)]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: LAST_MS });
  }

  /**
   * One worker asks for all slots: a NOTIFY wakes each of them, and eight would ask for one job. It asks again after each
   * job until it finds none, since jobs that are sent together are announced once.
   */
  private async work({ kind, run, slots }: JobHandler): Promise<void> {
    const worker: Promise<string> = this.boss.work<object>(kind.name, WORKER, async ([job]) => {
      this.boss.notifyWorker(await worker);
      await slots.begin(() => this.runJob(kind, run, job!.data));
    });
    await worker;
  }

  private async runJob(kind: JobKind<object>, run: JobHandler['run'], payload: object): Promise<void> {
    try {
      await run(payload);
    } catch (error) {
      this.logger.warn({ job: kind.name, payload, err: error }, 'job failed; its row will be taken up again');
    }
  }
}
