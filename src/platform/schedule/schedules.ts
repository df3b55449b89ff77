import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { AppConfig } from '../config/app-config.js';
import type { Timer } from '../time/clock.js';
import { time } from '../time/time.js';
import { cronExpressionOf } from './cron-expression.js';
import { DueWork } from './due-work.js';
import { ScheduledTick, type TickStatus } from './scheduled-tick.js';
import { TICK, type TickMethod, type TickOptions } from './tick.decorator.js';

type Methods = Record<string, TickMethod>;

/** Cron wakes all processes in the same instant: each of them begins this much later at most. */
const MOST_JITTER_MS = 300;

/**
 * Everything that this process does by itself, by name: methods with `@Tick`, as jobs of Nest's scheduler. They end before
 * anything else of the process does.
 */
@Injectable()
export class Schedules implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Schedules.name);
  private readonly ticks = new Map<string, ScheduledTick>();
  private readonly timers: Timer[] = [];
  private readonly jitterMs = Math.random() * MOST_JITTER_MS;

  constructor(
    private readonly config: AppConfig,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly scheduler: SchedulerRegistry,
    private readonly dueWork: DueWork,
  ) {}

  /** By name. */
  list(): TickStatus[] {
    return [...this.ticks.values()]
      .map((tick) => tick.status)
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  onApplicationBootstrap(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance === 'object' && instance !== null) this.addAll(instance as Methods);
    }
    for (const tick of this.ticks.values()) this.start(tick);
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) timer.stop();
    await Promise.all([...this.ticks.values()].map((tick) => tick.stop()));
  }

  private addAll(instance: Methods): void {
    for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const options = this.reflector.get<TickOptions | undefined>(TICK, instance[name]!);
      if (!options || (this.config.role === 'api' && !options.everywhere)) continue;
      if (this.ticks.has(options.name)) throw new Error(`Two ticks with the name ${options.name}`);
      const work: TickMethod = (stopping) => instance[name]!(stopping);
      this.ticks.set(options.name, this.tickOf(options, work));
    }
  }

  private tickOf(options: TickOptions, work: TickMethod): ScheduledTick {
    const { name, due } = options;
    if (due === undefined) return new ScheduledTick(options, work, this.logger);
    this.dueWork.register(name, due);
    return new ScheduledTick(options, work, this.logger, () => this.dueWork.isDue(name));
  }

  /** Cron knows no scale, and no parts of a second. */
  private start(tick: ScheduledTick): void {
    const { name, every } = tick.options;
    const expression = cronExpressionOf(every);
    if (expression !== undefined && (this.config.timeScale === 1 || typeof every === 'string')) {
      this.addCronJob(name, expression, tick);
    } else {
      this.addInterval(name, every as number, tick);
    }
  }

  private addCronJob(name: string, cronTime: string, tick: ScheduledTick): void {
    const onTick = (): void => void time.sleep(this.jitterMs).then(() => tick.run());
    const job = CronJob.from({
      name,
      cronTime,
      timeZone: 'UTC',
      unrefTimeout: true,
      threshold: Infinity,
      onTick,
    });
    this.scheduler.addCronJob(name, job);
    job.start();
    this.timers.push({ stop: () => void job.stop() });
  }

  private addInterval(name: string, ms: number, tick: ScheduledTick): void {
    const timer = time.every(ms, () => void tick.run());
    this.timers.push(timer);
    this.scheduler.addInterval(name, timer);
  }
}
