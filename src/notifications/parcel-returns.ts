import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotificationType } from './notification-types.js';
import type { Incoming, ReturnOrderInfo } from './notification.types.js';
import { parcelKeyOf } from './notifications.mapper.js';
import { stoodFurther } from './notifications.repository.js';

/** Types that say that a forward parcel goes back to where it came from. */
const GOES_BACK: ReadonlySet<string> = new Set([
  NotificationType.Rto,
  NotificationType.RtoDelivered,
  NotificationType.RtoAcknowledged,
]);

type OfOrder = Incoming & { orderId: string };

/** A return of the parcel, or why there is none; neither where none is wanted. */
export interface ReturnOfParcel {
  info?: ReturnOrderInfo;
  notOpened?: string;
}

/** Who keeps returns. */
export interface ReturnsKeeper {
  /** Nobody else opens returns of these orders until the end of the transaction. */
  lock(manager: EntityManager, orderIds: string[]): Promise<void>;
  /** @param mayOpen false where the parcel stood further already, as delivered */
  ofParcel(manager: EntityManager, incoming: OfOrder, mayOpen: boolean): Promise<ReturnOfParcel>;
}

/** The returns of parcels that go back: their events name them. The room that keeps returns registers itself. */
@Injectable()
export class ParcelReturns {
  private keeper: ReturnsKeeper | undefined;

  register(keeper: ReturnsKeeper): void {
    this.keeper = keeper;
  }

  /** Before other rows are locked: whoever announces a return holds its order first as well. */
  async lock(manager: EntityManager, events: Incoming[]): Promise<void> {
    const orderIds = events.filter(goesBack).map(({ orderId }) => orderId);
    if (orderIds.length > 0) await this.keeper?.lock(manager, orderIds);
  }

  /** In a transaction that holds the orders. */
  async named(manager: EntityManager, incoming: Incoming): Promise<Incoming> {
    if (!this.keeper || !goesBack(incoming)) return incoming;
    const { storeId, event, overtaken } = incoming;
    const isLate = overtaken === true || (await stoodFurther(manager, storeId, parcelKeyOf(event), event));
    const { info, notOpened } = await this.keeper.ofParcel(manager, incoming, !isLate);
    return { ...incoming, back: info, ...(notOpened === undefined ? {} : { reason: notOpened }) };
  }
}

function goesBack(incoming: Incoming): incoming is OfOrder {
  const { event, orderId } = incoming;
  return GOES_BACK.has(event.type) && event.returnOrderInfo === null && orderId !== undefined;
}
