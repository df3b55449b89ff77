import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import type { NotificationAcceptedDto } from './dto/notification.dto.js';
import { NOTIFICATION } from './notification.endpoint.js';
import { deliveriesOf, lineOf, timelineOf, toRow } from './event-rows.js';
import type { Incoming } from './notification.types.js';
import { mergeWaiting, settleWaiting, storeNotifications } from './notifications.repository.js';
import { ParcelReturns } from './parcel-returns.js';
import { record } from '../timeline/timeline.repository.js';

/** Transactions at once: while one commits, the next is gathered. */
const TRANSACTIONS = 2;
const MOST = 64;

interface Waiting {
  incoming: Incoming;
  done: (accepted: NotificationAcceptedDto) => void;
  fail: (error: unknown) => void;
}

/** Stores events with their deliveries. Requests that come together share a transaction; each is answered after it. */
@Injectable()
export class EventIntake {
  private waiting: Waiting[] = [];
  private under = 0;

  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
    private readonly returns: ParcelReturns,
  ) {
    deliveries.register(NOTIFICATION);
  }

  /** Resolves after the commit. */
  accept(incoming: Incoming): Promise<NotificationAcceptedDto> {
    return new Promise((done, fail) => {
      this.waiting.push({ incoming, done, fail });
      if (this.under < TRANSACTIONS) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.under++;
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      const alone = batch.length === 1;
      // One that cannot be stored takes no other with it. What was alone has had its answer, and is not tried again.
      if (!(await this.commit(batch, alone)) && !alone) {
        await Promise.all(batch.map((one) => this.commit([one], true)));
      }
    }
    this.under--;
  }

  /** The next events, of each order code only the first: what follows it belongs into a later transaction. */
  private take(): Waiting[] {
    const lines = new Set<string>();
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of this.waiting) {
      const line = `${one.incoming.storeId} ${one.incoming.event.forwardOrderCode}`;
      (batch.length === MOST || lines.has(line) ? left : batch).push(one);
      lines.add(line);
    }
    this.waiting = left;
    return batch;
  }

  private async commit(batch: Waiting[], last: boolean): Promise<boolean> {
    try {
      const stored = await this.database.transaction((manager) =>
        this.store(
          manager,
          batch.map(({ incoming }) => incoming),
        ),
      );
      batch.forEach(({ done }, i) => done(stored[i]!));
      return true;
    } catch (error) {
      if (last) batch.forEach(({ fail }) => fail(error));
      return false;
    }
  }

  /** In a transaction. @param events of different order codes @returns what became of each, in the same order */
  async store(manager: EntityManager, given: Incoming[]): Promise<NotificationAcceptedDto[]> {
    await this.returns.lock(manager, given);
    const events: Incoming[] = [];
    for (const incoming of given) events.push(await this.returns.named(manager, incoming));
    const storeIds = events.map(({ storeId }) => storeId);
    const wishes = await this.deliveries.wishes(manager, NOTIFICATION.kind, storeIds);
    const rows = events.map((incoming) => toRow(incoming, wishes.get(incoming.storeId)));
    const lines = rows.map(lineOf);
    await this.deliveries.lock(manager, lines);
    const stored = await storeNotifications(manager, rows);
    const byKey = new Map(stored.map((one) => [`${one.storeId} ${one.dedupeKey}`, one]));
    const results = rows.map((row) => byKey.get(`${row.storeId} ${row.dedupeKey}`)!);
    const fresh = rows.flatMap((row, i) => (results[i]!.inserted ? deliveriesOf(row) : []));
    if (fresh.length > 0) await this.deliveries.add(manager, fresh);
    await record(
      manager,
      events.flatMap((incoming, i) => {
        const { inserted, id } = results[i]!;
        return inserted ? timelineOf(incoming, id, rows[i]!.reason) : [];
      }),
    );
    return results.map(({ id: notificationId, deliveryId, inserted, late }, i) => {
      return { notificationId, known: rows[i]!.known, duplicate: !inserted, late, deliveryId };
    });
  }

  /** First in a transaction in which {@link settle} follows. */
  lock(manager: EntityManager, incoming: Incoming): Promise<void> {
    return this.returns.lock(manager, [incoming]);
  }

  /** In a transaction that holds the row of one that waited. @returns false where another event was the same one */
  async settle(manager: EntityManager, id: string, given: Incoming): Promise<boolean> {
    const incoming = await this.returns.named(manager, given);
    const wishes = await this.deliveries.wishes(manager, NOTIFICATION.kind, [incoming.storeId]);
    const row = toRow(incoming, wishes.get(incoming.storeId));
    await this.deliveries.lock(manager, [lineOf(row)]);
    if (await mergeWaiting(manager, id, row.storeId, row.dedupeKey)) return false;
    await settleWaiting(manager, id, row);
    const delivery = deliveriesOf(row);
    if (delivery.length > 0) await this.deliveries.add(manager, delivery);
    await record(manager, timelineOf(incoming, id, row.reason));
    return true;
  }
}
