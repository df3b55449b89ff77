import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveryLease, LEASE_SECONDS } from '../deliveries/delivery.types.js';
import { delayAfter } from '../deliveries/retry-schedule.js';
import { drained } from '../platform/jobs/drained.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { time } from '../platform/time/time.js';
import { receiversOf } from './alert-channels.repository.js';
import {
  ALERT_DUE,
  claimMessages,
  giveBackMessage,
  type HeldMessage,
  settleMessage,
} from './alert-messages.repository.js';
import { AlertSender } from './alert-sender.js';
import type { AlertResult, Receiver } from './alert.types.js';

/** From here on every hour, without end: what is due to be sent is sent once somebody listens. */
const LAST_STEP = 7;
/** A receiver that asks for a longer pause is asked again all the same. */
const LONGEST_PAUSE_SECONDS = 3600;
/** Between two attempts to write a try down. */
const REWRITE_MS = 500;
const NOT_OURS =
  'what came of the try of an alert is not written down: another process has it by now, or its channel is gone';
const DRAIN_MS = LEASE_SECONDS * 1000;

type Addressed = Receiver & { name: string; version: number };

/** Sends what is due, in every worker: rows are claimed in the database. Sent at least once, always with the same id. */
@Injectable()
export class AlertDispatcher implements BeforeApplicationShutdown {
  private readonly logger = new Logger(AlertDispatcher.name);
  private under = 0;
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly sender: AlertSender,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await drained(() => this.under > 0, time.limitMs(DRAIN_MS));
  }

  @Tick({ name: 'alerts.send', every: 1000, due: ALERT_DUE })
  async kick(): Promise<void> {
    if (this.stopping) return;
    // Before the claim: this process may stand still at any point from here on.
    const lease = new DeliveryLease(time.instant());
    const claimed = await claimMessages(this.database.manager);
    if (claimed.length === 0) return;
    const receivers = await receiversOf(
      this.database.manager,
      claimed.map(({ channelId }) => channelId),
    );
    for (const message of claimed) {
      const receiver = receivers.get(message.channelId);
      if (receiver) this.begin(message, receiver, lease);
    }
  }

  private begin(message: HeldMessage, receiver: Addressed, lease: DeliveryLease): void {
    this.under++;
    void this.sender
      .send(message.id, receiver, message.content, lease)
      .then((result) => this.finish(message, receiver, result, lease))
      .finally(() => this.under--)
      .then(() => this.kick())
      .catch((error: unknown) => this.logger.warn({ err: error }, 'alerts could not be claimed'));
  }

  /** As long as nobody else may have it: what is not written down is sent again, with the same id. */
  private async finish(
    message: HeldMessage,
    receiver: Addressed,
    result: AlertResult,
    lease: DeliveryLease,
  ): Promise<void> {
    const words = { alert: message.id, channel: receiver.name, attempt: message.attempts };
    if (result.error !== undefined) this.logger.warn({ ...words, error: result.error }, 'alert not taken');
    while (!lease.isOver()) {
      try {
        const isOurs = await this.writeDown(message, receiver, result);
        if (!isOurs) this.logger.warn({ ...words, taken: result.error === undefined }, NOT_OURS);
        return;
      } catch (error) {
        this.logger.warn({ ...words, err: error }, 'the try of an alert could not be written down');
        await time.sleep(REWRITE_MS);
      }
    }
  }

  /** @returns false where another process has it by now, or its channel is gone */
  private async writeDown(
    message: HeldMessage,
    { version }: Addressed,
    { error, retryAfterSeconds, unsentForSeconds }: AlertResult,
  ): Promise<boolean> {
    if (unsentForSeconds !== undefined) {
      return giveBackMessage(this.database.manager, message, unsentForSeconds);
    }
    const step = Math.min(message.attempts, LAST_STEP);
    const pause = Math.min(retryAfterSeconds ?? 0, LONGEST_PAUSE_SECONDS);
    const waitSeconds = error === undefined ? 0 : delayAfter(step, Math.random(), pause)!;
    return this.database.transaction((manager) =>
      settleMessage(manager, message, { error, waitSeconds, version }),
    );
  }
}
