import type { Logger } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { errorWords } from '../errors/app-error.js';
import { registry } from '../metrics/registry.js';
import { time } from '../time/time.js';
import { OneAtATime } from './one-at-a-time.js';
import type { TickMethod, TickOptions } from './tick.decorator.js';

const seconds = new Histogram({
  name: 'bridge_tick_seconds',
  help: 'How long a tick of the schedule took.',
  labelNames: ['tick'],
  buckets: [0.01, 0.1, 1, 10, 60, 600],
  registers: [registry],
});

const failures = new Counter({
  name: 'bridge_tick_failures_total',
  help: 'Ticks that failed; the next one tries again.',
  labelNames: ['tick'],
  registers: [registry],
});

/** What one tick of this process did last. */
export interface TickStatus {
  name: string;
  every: TickOptions['every'];
  lastBeganAt: Date | undefined;
  lastSeconds: number | undefined;
  /** In a row; 0 after one that went well. */
  failures: number;
  lastError: string | undefined;
}

/** One method with `@Tick`: runs it, and keeps what came of it. */
export class ScheduledTick {
  private readonly single = new OneAtATime();
  private readonly stopping = new AbortController();
  private readonly last: Omit<TickStatus, 'name' | 'every'> = {
    lastBeganAt: undefined,
    lastSeconds: undefined,
    failures: 0,
    lastError: undefined,
  };

  constructor(
    readonly options: TickOptions,
    private readonly method: TickMethod,
    private readonly logger: Logger,
    private readonly isDue: () => Promise<boolean> = () => Promise.resolve(true),
  ) {}

  get status(): TickStatus {
    return { name: this.options.name, every: this.options.every, ...this.last };
  }

  run(): Promise<void> {
    return this.single.run(() => this.measured());
  }

  stop(): Promise<void> {
    this.stopping.abort();
    return this.single.stop();
  }

  private async measured(): Promise<void> {
    const tick = this.options.name;
    const began = time.monotonic();
    this.last.lastBeganAt = time.date();
    try {
      if (await this.isDue()) await this.method(this.stopping.signal);
      this.last.failures = 0;
      this.last.lastError = undefined;
    } catch (error) {
      failures.inc({ tick });
      this.last.failures++;
      this.last.lastError = errorWords(error).message;
      this.logger.warn({ tick, err: error }, 'tick failed; the next one tries again');
    } finally {
      this.last.lastSeconds = (time.monotonic() - began) / 1000;
      seconds.observe({ tick }, this.last.lastSeconds);
    }
  }
}
