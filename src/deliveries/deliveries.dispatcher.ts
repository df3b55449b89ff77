import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { drained } from '../platform/jobs/drained.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { measureTry } from './deliveries.metrics.js';
import { DELIVERY_DUE, DeliveryClaimsRepository } from './delivery-claims.repository.js';
import { DeliverySender } from './delivery-sender.js';
import { DeliverySettlingRepository } from './delivery-settling.repository.js';
import { type ClaimedDelivery, LEASE_SECONDS, MOST_PER_ENDPOINT } from './delivery.types.js';
import { type Done, KnownEndpoints, mergeChanges, toTry, toUnsent } from './done-try.js';
import { GatheringPace } from './gathering-pace.js';
import { time } from '../platform/time/time.js';
import { Tick } from '../platform/schedule/tick.decorator.js';

/** Tries under way at once in this process; beyond them each endpoint that has none gets one. */
const MOST = 512;
/** By then a try has ended, and its lease: what is left is sent again by another. */
const DRAIN_MS = LEASE_SECONDS * 1000;
/** Between two attempts to write tries down, or to give a claim back. */
const REWRITE_MS = 500;

/** Sends what is due, in every worker: rows are claimed in the database, so none is sent by two at a time. */
@Injectable()
export class DeliveriesDispatcher implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveriesDispatcher.name);
  private readonly busy = new Map<string, number>();
  private readonly endpoints = new KnownEndpoints();
  private readonly done: Done[] = [];
  /** Claims of which no answer came. */
  private readonly lost: string[] = [];
  private under = 0;
  private claiming: Promise<void> | undefined;
  private settling: Promise<void> | undefined;
  /** Somebody asked for a claim while one was under way, which may not have seen what is due since. */
  private askedAgain = false;
  private readonly claimPace = new GatheringPace();
  private readonly settlingPace = new GatheringPace();
  private stopping = false;

  constructor(
    private readonly jobs: JobsService,
    private readonly claims: DeliveryClaimsRepository,
    private readonly sender: DeliverySender,
    private readonly settlement: DeliverySettlingRepository,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const busy = (): boolean => this.under > 0 || this.claiming !== undefined || this.settling !== undefined;
    await drained(busy, time.limitMs(DRAIN_MS));
  }

  @Tick({ name: 'deliveries', every: 500, due: DELIVERY_DUE })
  kick(): void {
    if (!this.jobs.worksHere || this.stopping) return;
    if (this.claiming) return void (this.askedAgain = true);
    this.claiming = this.claimPace
      .run(() => this.claim())
      .catch((error: unknown) => this.claimFailed(error))
      .finally(() => this.claimEnded());
  }

  private claimEnded(): void {
    this.claiming = undefined;
    if (this.askedAgain) this.kick();
  }

  /**
   * The database may have taken rows for a claim whose answer is lost: they are not due until it is given back. Nobody claims
   * before, however much comes in: a database that refuses is not asked more and more often.
   */
  private async claimFailed(error: unknown): Promise<void> {
    this.logger.warn({ err: error }, 'deliveries could not be claimed');
    await time.sleep(REWRITE_MS);
    this.askedAgain = true;
  }

  private async claim(): Promise<void> {
    this.askedAgain = false;
    for (let token = this.lost[0]; token !== undefined; token = this.lost[0]) {
      await this.claims.giveBackClaim(token);
      this.lost.shift();
    }
    const claimed = await this.take();
    this.endpoints.learn(claimed, this.busy);
    for (const delivery of claimed) {
      this.under++;
      this.busy.set(delivery.endpointId, (this.busy.get(delivery.endpointId) ?? 0) + 1);
      void this.sender.send(delivery).then((result) => this.finished({ delivery, result, again: false }));
    }
    // More may be due than there was room for.
    if (claimed.length >= MOST_PER_ENDPOINT) setImmediate(() => this.kick());
  }

  private async take(): Promise<ClaimedDelivery[]> {
    const token = randomUUID();
    const free = Math.max(0, MOST - this.under);
    try {
      return await this.claims.claim(token, { perEndpoint: MOST_PER_ENDPOINT, free, busy: this.busy });
    } catch (error) {
      this.lost.push(token);
      throw error;
    }
  }

  private finished(done: Done): void {
    this.endpoints.judge(done);
    this.done.push(done);
    this.settling ??= this.settleAll().finally(() => (this.settling = undefined));
  }

  /** All that has ended meanwhile goes into one transaction. */
  private async settleAll(): Promise<void> {
    while (this.done.length > 0) {
      const { batch, kept } = await this.settlingPace.run(async () => {
        const batch = this.done.splice(0);
        return { batch, kept: await this.writeDown(batch) };
      });
      for (const { delivery } of batch) if (!kept.has(delivery)) this.free(delivery);
      this.done.unshift(...batch.filter(({ delivery }) => kept.has(delivery)));
      this.kick();
      if (kept.size > 0) await time.sleep(REWRITE_MS);
    }
  }

  private free({ endpointId }: ClaimedDelivery): void {
    this.under--;
    const left = (this.busy.get(endpointId) ?? 1) - 1;
    if (left > 0) this.busy.set(endpointId, left);
    else this.busy.delete(endpointId);
  }

  /** @returns those that could not be written down and are kept to be written later */
  private async writeDown(batch: Done[]): Promise<Set<ClaimedDelivery>> {
    const sent = batch.filter(({ result }) => result.unsentForSeconds === undefined);
    const unsent = batch.filter(({ result }) => result.unsentForSeconds !== undefined);
    try {
      if (unsent.length > 0) await this.claims.giveBack(unsent.map(toUnsent));
      this.tellUnsent(unsent);
      for (const one of unsent) one.givenBack = true;
      if (sent.length > 0) await this.settlement.settle(sent.map(toTry), mergeChanges(sent));
      this.tell(sent);
      return new Set();
    } catch (error) {
      this.logger.warn({ err: error, tries: batch.length }, 'tries could not be written down');
      for (const one of batch) one.again = true;
      // What is dropped has a lease that is over, and is sent again: twice, rather than not at all.
      return new Set(batch.filter((one) => this.isKept(one)).map(({ delivery }) => delivery));
    }
  }

  private isKept({ delivery, result, givenBack }: Done): boolean {
    if (result.unsentForSeconds === undefined) return !delivery.lease.isOver();
    return givenBack !== true && !(this.stopping && delivery.lease.isOver());
  }

  private tell(batch: Done[]): void {
    for (const { delivery, result } of batch) {
      if (result.shadowed) continue;
      measureTry(delivery, result);
      if (result.error === undefined) continue;
      const words = { delivery: delivery.id, endpoint: delivery.endpointId, attempt: delivery.attempts };
      this.logger.warn({ ...words, status: result.status, error: result.error }, 'delivery failed');
    }
    for (const { id, disabledReason } of mergeChanges(batch)) {
      if (disabledReason) this.logger.error({ endpoint: id, reason: disabledReason }, 'endpoint disabled');
    }
  }

  private tellUnsent(batch: Done[]): void {
    for (const { delivery, result } of batch) {
      const words = { delivery: delivery.id, endpoint: delivery.endpointId, error: result.error };
      if (result.unsentForSeconds === 0) this.logger.warn(words, 'delivery not sent: its lease was over');
      else this.logger.error(words, 'delivery not sent because of an internal error');
    }
  }
}
