import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { time } from '../platform/time/time.js';
import type { StoreContext } from '../stores/stores.service.js';
import { record } from '../timeline/timeline.repository.js';
import type { Aggregator } from './aggregators/aggregator.js';
import { PING } from './aggregators/generic/courier.js';
import { LIST, NOT_JSON } from './aggregators/odd-bodies.js';
import { EventIntake } from './event-intake.js';
import { EventIdentity, type Identified } from './identity/event-identity.service.js';
import { NotificationState, type Reading, type StatusReading } from './notification.types.js';
import { digest } from './notifications.mapper.js';
import { type NewNotification, storeNotifications } from './notifications.repository.js';

const RAW_CHARACTERS = 16 * 1024;

type Body = Record<string, unknown>;

/** Where an entry of a body comes from. */
interface Origin {
  store: StoreContext;
  source: string;
  body: Body;
  requestId: string;
}

/** All that an aggregator sends is kept; what has a type and an order is delivered, what lacks its order waits for it. */
@Injectable()
export class AggregatorEvents {
  private readonly logger = new Logger(AggregatorEvents.name);

  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
    private readonly intake: EventIntake,
    private readonly identity: EventIdentity,
  ) {}

  /** Answered after all entries are stored; in their order, since several may be of one parcel. */
  async take(
    store: StoreContext,
    aggregator: Pick<Aggregator, 'name' | 'read'>,
    body: Body,
    requestId: string,
  ): Promise<void> {
    const readings = aggregator.read(body[LIST] ?? body, {
      receivedAt: time.date(),
      settings: store.settings,
    });
    const { name: source } = aggregator;
    const isWhole = readings.length === 1 || textOf(body).length <= RAW_CHARACTERS;
    for (const [i, { entry, ...reading }] of readings.entries()) {
      // Each by itself: the first one's row changes once its order is found.
      const part = i === 0 && isWhole ? body : { index: i, entry, ofRequest: requestId };
      await this.takeOne({ store, source, body: part, requestId }, reading, i);
    }
  }

  private async takeOne(origin: Origin, reading: Reading, entry: number): Promise<void> {
    const { store, source, requestId } = origin;
    if ('malformed' in reading) return this.keepMalformed(origin, reading.malformed, entry);
    const identified = await this.identity.identify(store, source, reading);
    if (identified.kind === 'found') {
      await this.intake.accept({ storeId: store.id, ...identified.found, requestId });
      await this.identity.learn(store, reading, identified);
      this.deliveries.dispatchNow();
    } else if (identified.kind === 'untyped') await this.keepUnmapped(origin, reading, identified);
    else await this.keepWaiting(origin, reading, identified.reason);
  }

  private async keepMalformed(origin: Origin, reason: string, entry: number): Promise<void> {
    const { store, source, body } = origin;
    const text = textOf(body);
    await this.keep(origin, {
      state: NotificationState.Malformed,
      dedupeKey: digest([source, reason, text, ...(entry === 0 ? [] : [origin.requestId])]),
      raw: text.slice(0, RAW_CHARACTERS),
      reason,
    });
    // The test button of an aggregator's panel sends an empty object.
    if (Object.keys(body).length === 0 || reason === PING) return;
    this.logger.warn({ store: store.code, source, reason }, 'malformed webhook kept');
  }

  private async keepUnmapped(
    origin: Origin,
    reading: StatusReading,
    { parcel, reason }: Identified & { kind: 'untyped' },
  ): Promise<void> {
    const { store, source } = origin;
    await this.keep(origin, {
      state: NotificationState.Unmapped,
      dedupeKey: digest([source, reason, ...reading.key]),
      forwardOrderCode: parcel?.code ?? null,
      at: reading.at,
      reason,
      isReturn: reading.isReturn,
      orderId: parcel?.id,
    });
    this.logger.warn({ store: store.code, source, reason }, 'status without a type kept');
  }

  private async keepWaiting(origin: Origin, reading: StatusReading, reason: string): Promise<void> {
    const { store, source } = origin;
    await this.keep(origin, {
      state: NotificationState.Waiting,
      dedupeKey: digest([source, NotificationState.Waiting, reading.type, ...reading.key]),
      type: reading.type,
      at: reading.at,
      reason,
      isReturn: reading.isReturn,
      names: this.identity.namesOf(store, reading),
      reading,
    });
    this.logger.warn({ store: store.code, source }, 'event kept whose order is not known');
  }

  private async keep(
    { store, source, body, requestId }: Origin,
    what: Partial<NewNotification> & Pick<NewNotification, 'state' | 'dedupeKey'> & { orderId?: string },
  ): Promise<void> {
    const { orderId, ...row } = what;
    const text = textOf(body);
    const kept: NewNotification = {
      ...NOTHING_SAID,
      ...row,
      storeId: store.id,
      source,
      body: text.length <= RAW_CHARACTERS ? body : { tooLong: text.length },
      requestId,
    };
    await this.database.transaction(async (manager) => {
      const [stored] = await storeNotifications(manager, [kept]);
      if (orderId === undefined || !stored!.inserted) return;
      const summary = { notificationId: stored!.id, source, reason: kept.reason };
      const event = { source: 'AGGREGATOR' as const, kind: 'STATUS_WITHOUT_TYPE', correlationId: requestId };
      await record(manager, [{ ...event, orderId, summary }]);
    });
  }
}

const NOTHING_SAID = {
  forwardOrderCode: null,
  type: null,
  known: false,
  at: null,
  parcelKey: null,
  stage: 0,
  deliveryId: null,
  raw: null,
  reason: null,
  isReturn: null,
  overtaken: false,
  names: null,
  reading: null,
};

function textOf(body: Body): string {
  return typeof body[NOT_JSON] === 'string' ? body[NOT_JSON] : JSON.stringify(body);
}
