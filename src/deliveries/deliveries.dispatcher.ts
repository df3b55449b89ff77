import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { measureTry } from './deliveries.metrics.js';
import { DeliveryQueue, type EndpointChange, type SettledTry } from './delivery-queue.js';
import { DeliverySender } from './delivery-sender.js';
import { targetOf } from './delivery-target.js';
import { type ClaimedDelivery, MOST_PER_ENDPOINT, type SendResult } from './delivery.types.js';
import { afterTry, type Health } from './endpoint-health.js';
import { delayAfter } from './retry-schedule.js';

const TICK_MS = 250;
/** Claims and settlements that come closer than this go together: under load they are the greater part of the work. */
const GATHER_MS = 10;
/** Tries under way at once in this process. */
const MOST = 512;
const HOLD_SECONDS = 20;

interface Done {
  delivery: ClaimedDelivery;
  result: SendResult;
}

/** Sends what is due, in every worker: rows are claimed in the database, so none is sent by two at a time. */
@Injectable()
export class DeliveriesDispatcher implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveriesDispatcher.name);
  private readonly token = randomUUID();
  private readonly busy = new Map<string, number>();
  private readonly health = new Map<string, Health>();
  private readonly done: Done[] = [];
  private under = 0;
  private claiming: Promise<void> | undefined;
  private settling: Promise<void> | undefined;
  private lastClaim = 0;
  private lastSettling = 0;
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobsService,
    private readonly queue: DeliveryQueue,
    private readonly sender: DeliverySender,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    while (this.under > 0 || this.claiming || this.settling) {
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  @Interval(TICK_MS)
  kick(): void {
    if (!this.jobs.worksHere || this.stopping || this.claiming || this.under >= MOST) return;
    this.claiming = this.gather(this.lastClaim)
      .then(() => this.claim())
      .catch((error: unknown) => this.logger.warn({ err: error }, 'deliveries could not be claimed'))
      .finally(() => (this.claiming = undefined));
  }

  /** At once after a quiet moment, else a little later. */
  private async gather(last: number): Promise<void> {
    const since = performance.now() - last;
    if (since < GATHER_MS) await sleep(GATHER_MS - since);
  }

  private async claim(): Promise<void> {
    this.lastClaim = performance.now();
    const claimed = await this.queue.claim(this.token, MOST_PER_ENDPOINT, MOST - this.under, this.busy);
    if (claimed.length === 0) return;
    await this.learnHealth(claimed);
    for (const delivery of claimed) {
      this.under++;
      this.busy.set(delivery.endpointId, (this.busy.get(delivery.endpointId) ?? 0) + 1);
      void this.sender.send(delivery).then((result) => this.finished({ delivery, result }));
    }
    // More may be due than there was room for.
    if (claimed.length >= MOST_PER_ENDPOINT) setImmediate(() => this.kick());
  }

  /** Another process may have paused, disabled or mended an endpoint since. */
  private async learnHealth(claimed: ClaimedDelivery[]): Promise<void> {
    const ids = [...new Set(claimed.map(({ endpointId }) => endpointId))];
    const rows = await rowsOf<{
      id: string;
      failures: number;
      failing_since: Date | null;
      disabled: boolean;
      paused: boolean;
    }>(
      this.database.manager,
      `SELECT id, failures, failing_since, state = 'DISABLED' AS disabled, paused_until IS NOT NULL AS paused
       FROM endpoint WHERE id = ANY($1::bigint[])`,
      [ids],
    );
    for (const row of rows) {
      if ((this.busy.get(row.id) ?? 0) > 0) continue;
      this.health.set(row.id, {
        failures: row.failures,
        failingSince: row.failing_since,
        disabled: row.disabled,
      });
    }
    const paused = rows.filter((row) => row.paused).map(({ id }) => id);
    if (paused.length > 0) await this.queue.holdPaused(paused, HOLD_SECONDS);
  }

  private finished(done: Done): void {
    this.done.push(done);
    this.settling ??= this.settleAll().finally(() => (this.settling = undefined));
  }

  /** Whatever has ended meanwhile goes into one transaction. */
  private async settleAll(): Promise<void> {
    while (this.done.length > 0) {
      await this.gather(this.lastSettling);
      this.lastSettling = performance.now();
      const batch = this.done.splice(0);
      try {
        await this.settle(batch);
      } catch (error) {
        // Their lease ends, and they are sent again: twice, rather than not at all.
        this.logger.warn({ err: error, tries: batch.length }, 'tries could not be written down');
      }
      for (const { delivery } of batch) {
        this.under--;
        const left = (this.busy.get(delivery.endpointId) ?? 1) - 1;
        if (left > 0) this.busy.set(delivery.endpointId, left);
        else this.busy.delete(delivery.endpointId);
      }
      this.kick();
    }
  }

  private async settle(batch: Done[]): Promise<void> {
    const changes = new Map<string, EndpointChange>();
    const back = new Set<string>();
    for (const { delivery, result } of batch) {
      const before = this.health.get(delivery.endpointId) ?? {
        failures: 0,
        failingSince: null,
        disabled: false,
      };
      const delivered = result.error === undefined;
      const after = afterTry(delivery.endpointId, before, { status: result.status, delivered }, new Date());
      this.health.set(delivery.endpointId, after.health);
      const steady = delivered && before.failures === 0 && !before.disabled;
      const known = changes.get(delivery.endpointId);
      if (!steady || known) {
        const reason = after.change.disabledReason ?? known?.disabledReason ?? null;
        changes.set(delivery.endpointId, { ...after.change, disabledReason: reason });
      }
      if (after.back) back.add(delivery.endpointId);
    }
    await this.queue.settle(this.token, batch.map(toTry), [...changes.values()]);
    for (const endpointId of back) await this.queue.hurry(endpointId);
    this.tell(batch, changes);
  }

  private tell(batch: Done[], changes: Map<string, EndpointChange>): void {
    for (const { delivery, result } of batch) {
      measureTry(delivery, result);
      if (result.error === undefined) continue;
      const words = { delivery: delivery.id, endpoint: delivery.endpointId, attempt: delivery.attempts };
      this.logger.warn({ ...words, status: result.status, error: result.error }, 'delivery failed');
    }
    for (const { id, disabledReason } of changes.values()) {
      if (disabledReason) this.logger.error({ endpoint: id, reason: disabledReason }, 'endpoint disabled');
    }
  }
}

function toTry({ delivery, result }: Done): SettledTry {
  const wait =
    result.error === undefined ? 0 : delayAfter(delivery.round, Math.random(), result.retryAfterSeconds);
  const state = result.error === undefined ? 'DELIVERED' : wait === undefined ? 'DEAD' : 'PENDING';
  const { method, url } = targetOf(delivery);
  return {
    id: delivery.id,
    storeId: delivery.storeId,
    kind: delivery.kind,
    orderCode: delivery.orderCode,
    endpointId: delivery.endpointId,
    attempts: delivery.attempts,
    state,
    waitSeconds: state === 'PENDING' ? wait : undefined,
    at: result.at,
    durationMs: result.durationMs,
    status: result.status,
    error: result.error,
    request: { method, url: url.href, headers: result.headerNames },
    response: result.response,
  };
}
