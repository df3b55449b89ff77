import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ForwardOrderCode } from '../../stores/dto/store-settings.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';
import type { Incoming, StatusReading } from '../notification.types.js';
import { isExchange } from '../notification-types.js';
import { digest } from '../notifications.mapper.js';
import { wakeWaiting } from '../waiting-events.repository.js';
import { choose, type Chosen } from './choose.js';
import { learn } from './aggregator-ids.repository.js';
import {
  find,
  type KnownParcel,
  knownParcel,
  onlyParcel,
  onlyReturn,
  orderNamed,
} from './parcels.read-model.js';
import { probesOf } from './probes.js';
import { toParcelEvent } from './parcel-event.js';

type Found = Pick<Incoming, 'event' | 'orderId' | 'overtaken' | 'reason' | 'key'>;

export type Identified =
  | { kind: 'found'; found: Found; chosen: Chosen }
  | { kind: 'untyped'; reason: string; parcel: KnownParcel | undefined }
  | { kind: 'unknown'; reason: string };

/** Finds out which order, parcel and return an event is of: decision 28. */
@Injectable()
export class EventIdentity {
  constructor(private readonly database: DataSource) {}

  async identify(store: StoreContext, source: string, reading: StatusReading): Promise<Identified> {
    const { manager } = this.database;
    const probes = this.probesOf(store, reading);
    const preferred =
      store.settings.forwardOrderCode === ForwardOrderCode.IncrementId ? 'incrementId' : 'entityId';
    const chosen = choose(await find(manager, store.id, probes), preferred);
    if (chosen === undefined || typeof chosen === 'string') return unidentified(reading, chosen);
    if (chosen.shipmentId === null && !namesParcel(reading)) {
      chosen.shipmentId = await onlyParcel(manager, chosen.orderId);
    }
    if (chosen.returnId === null && isExchange(reading.type) && reading.names.returnCodes.length === 0) {
      chosen.returnId = await onlyReturn(manager, chosen.orderId);
    }
    return this.eventOf(manager, source, reading, chosen);
  }

  /** By an operator's word. @returns undefined where there is no such order */
  async assigned(
    store: StoreContext,
    source: string,
    reading: StatusReading,
    orderCode: string,
  ): Promise<Identified | undefined> {
    const { manager } = this.database;
    const order = await orderNamed(manager, store.id, orderCode);
    if (!order) return undefined;
    const hits = await find(manager, store.id, this.probesOf(store, reading));
    const own = hits.filter(({ orderId }) => orderId === order.id);
    const chosen = choose(own, 'entityId');
    const nothing = {
      orderId: order.id,
      shipmentId: null,
      returnId: null,
      isReturnParcel: false,
      byAwb: false,
    };
    return this.eventOf(manager, source, reading, typeof chosen === 'object' ? chosen : nothing);
  }

  /** Everything that, once it is known here, may tell which order this is of. */
  namesOf(store: StoreContext, reading: StatusReading): string[] {
    return [...new Set(this.probesOf(store, reading).map(({ value }) => value))];
  }

  /** What stood beside a known AWB names the parcel from now on: also for those that wait. */
  async learn(store: StoreContext, reading: StatusReading, identified: Identified): Promise<void> {
    const { aggregatorIds: ids } = reading.names;
    if (identified.kind !== 'found' || !identified.chosen.byAwb || ids.length === 0) return;
    const { chosen } = identified;
    await this.database.transaction(async (manager) => {
      if (await learn(manager, store.id, ids, chosen)) await wakeWaiting(manager, store.id, ids);
    });
  }

  private probesOf(
    { settings }: StoreContext,
    { names, isReturn }: StatusReading,
  ): ReturnType<typeof probesOf> {
    return probesOf(names, isReturn === true, settings.orderCodePrefixes);
  }

  private async eventOf(
    manager: EntityManager,
    source: string,
    reading: StatusReading,
    chosen: Chosen,
  ): Promise<Identified> {
    const parcel = await knownParcel(manager, chosen);
    if (!parcel) return unidentified(reading, undefined);
    const { type } = reading;
    if (type === null) return { kind: 'untyped', reason: reading.status, parcel };
    if (chosen.isReturnParcel && !reading.isReturn) {
      const reason = `${reading.status}: reported as a forward parcel, but the AWB is a return's`;
      return { kind: 'untyped', reason, parcel };
    }
    const found: Found = {
      event: toParcelEvent(source, { ...reading, type }, parcel),
      orderId: parcel.id,
      overtaken: reading.overtaken,
      // Without a time of its own, only its words tell it from another one.
      ...(reading.timed
        ? {}
        : {
            key: digest([source, type, ...reading.key]),
            reason: 'no usable time: the time of receipt was taken',
          }),
    };
    return { kind: 'found', found, chosen };
  }
}

/** An AWB or a reference that is not known here is of a parcel that is not known here. */
function namesParcel({ names }: StatusReading): boolean {
  return names.awbs.length > 0 || names.references.length > 0;
}

function unidentified(reading: StatusReading, conflict: string | undefined): Identified {
  if (reading.type === null) return { kind: 'untyped', reason: reading.status, parcel: undefined };
  return { kind: 'unknown', reason: conflict ?? 'none of its names is known here' };
}
