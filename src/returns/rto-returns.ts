import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Incoming, ReturnOrderInfo } from '../notifications/notification.types.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { ParcelReturns, type ReturnOfParcel, type ReturnsKeeper } from '../notifications/parcel-returns.js';
import { toMoment } from '../platform/http/is-moment.js';
import { record } from '../timeline/timeline.repository.js';
import { ReturnState, ReturnType } from './return.types.js';
import {
  findReturn,
  findRtoReturn,
  insertItems,
  insertReturn,
  lockOrders,
  returnedUnits,
  type StoredReturn,
} from './returns.repository.js';
import { awbsOf, parcelOf, unitsBack } from './rto-parcel.js';
import { type ForwardParcel, type OrderOfParcels, parcelsOfOrder } from './rto-parcels.read-model.js';

type OfOrder = Incoming & { orderId: string };

/** Returns of parcels that could not be delivered: found for their events, and opened by them where the store says so. */
@Injectable()
export class RtoReturns implements ReturnsKeeper {
  constructor(
    private readonly notifications: NotificationsService,
    parcels: ParcelReturns,
  ) {
    parcels.register(this);
  }

  async lock(manager: EntityManager, orderIds: string[]): Promise<void> {
    await lockOrders(manager, orderIds);
  }

  async ofParcel(manager: EntityManager, incoming: OfOrder, mayOpen: boolean): Promise<ReturnOfParcel> {
    const { storeId, orderId, event } = incoming;
    const order = await parcelsOfOrder(manager, orderId);
    if (!order) return {};
    const parcel = parcelOf(event, order.parcels);
    const awbs = [event.forwardAwb, ...(parcel ? awbsOf(parcel, order.parcels) : [])];
    const known =
      (await findRtoReturn(
        manager,
        orderId,
        awbs.filter((awb) => awb !== null),
      )) ??
      (parcel && (await findReturn(manager, storeId, codeOf(parcel))));
    const found = known && asFound(known, orderId);
    if (!order.opens) return { info: found?.info };
    if (found) return found;
    if (!mayOpen) return { notOpened: 'no return was opened: the parcel stood further already' };
    if (!parcel) return { notOpened: 'no return was opened: the parcel is not known here' };
    return this.open(manager, incoming, order, parcel);
  }

  /** The code is the parcel's: it is taken once. */
  private async open(
    manager: EntityManager,
    { storeId, orderId, event, requestId }: OfOrder,
    order: OrderOfParcels,
    parcel: ForwardParcel,
  ): Promise<ReturnOfParcel> {
    const locationCode = parcel.locationCode ?? order.pushLocationCode;
    if (locationCode === null) return { notOpened: 'no return was opened: the parcel has no location' };
    const returnOrderCode = codeOf(parcel);
    const skus = unitsBack(parcel, order.parcels, await returnedUnits(manager, orderId));
    if (skus.length === 0) return { notOpened: 'no return was opened: all units are in other returns' };
    const items = skus.map((sku, i) => ({
      itemCode: `${returnOrderCode}-${i + 1}`,
      sku,
      reason: event.type,
    }));
    const [track] = parcel.tracks;
    const body = {
      forwardOrderCode: order.code,
      returnOrderCode,
      locationCode,
      returnOrderTime: event.at.toISOString(),
      orderItems: items.map(({ itemCode, sku: channelSkuCode, reason }) => ({
        itemCode,
        channelSkuCode,
        reason,
      })),
      orderType: ReturnType.ReturnToOrigin,
      awbNumber: event.forwardAwb ?? track?.trackNumber ?? null,
      transporter: event.courierName ?? track?.title ?? null,
    };
    const id = await insertReturn(manager, {
      ...{ storeId, orderId, returnOrderCode, forwardOrderCode: order.code, locationCode },
      ...{ orderType: body.orderType, awbNumber: body.awbNumber, transporter: body.transporter, body },
      requestedBy: event.source,
      requestId,
    });
    if (id === undefined) return { notOpened: takenElsewhere(returnOrderCode) };
    await insertItems(manager, id, items);
    await this.notifications.known(manager, storeId, [returnOrderCode]);
    const summary = { returnOrderCode, items: items.length, openedBy: event.type };
    const line = { orderId, source: 'SERVICE' as const, kind: 'RETURN_CREATED', correlationId: requestId };
    await record(manager, [{ ...line, summary }]);
    return { info: infoOf((await findReturn(manager, storeId, returnOrderCode))!) };
  }
}

function codeOf({ shipmentCode }: ForwardParcel): string {
  return `RTO-${shipmentCode}`;
}

/** A return that is there already keeps another one from being opened. */
function asFound(known: StoredReturn, orderId: string): ReturnOfParcel {
  const code = known.return_order_code;
  if (known.order_id !== orderId) return { notOpened: takenElsewhere(code) };
  if (known.sync_state !== ReturnState.Cancelled) return { info: infoOf(known) };
  return { info: infoOf(known), notOpened: `no return was opened: ${code} was cancelled` };
}

function takenElsewhere(code: string): string {
  return `no return was opened: ${code} is a return of another order`;
}

function infoOf(row: StoredReturn): ReturnOrderInfo {
  const time = toMoment(row.body['returnOrderTime']) ?? row.created_at;
  return {
    returnOrderId: row.return_order_code,
    returnAwb: row.awb_number,
    transporter: row.transporter,
    returnOrderTime: Math.floor(time.getTime() / 1000),
  };
}
