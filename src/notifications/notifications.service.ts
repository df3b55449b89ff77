import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { NotFoundError } from '../platform/errors/app-error.js';
import { toMoment } from '../platform/http/is-moment.js';
import { pageOf } from '../platform/http/page-of.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  ListNotificationsQueryDto,
  NotificationAcceptedDto,
  NotificationDto,
  NotificationPageDto,
  NotificationRowDto,
} from './dto/notification.dto.js';
import { EventIntake } from './event-intake.js';
import { canonical } from './notification-types.js';
import { type NotificationEvent, NotificationSource } from './notification.types.js';
import { orderNamed } from './identity/parcels.read-model.js';
import { listNotifications, type NotificationRow } from './notifications.repository.js';
import { wakeWaiting } from './waiting-events.repository.js';
import { time } from '../platform/time/time.js';

/** Events on their way to the merchant: stored once, delivered in the order in which they were accepted. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveriesService,
    private readonly intake: EventIntake,
  ) {}

  async acceptBody(
    store: StoreContext,
    dto: NotificationDto,
    requestId: string,
  ): Promise<NotificationAcceptedDto> {
    const at = toMoment(dto.notificationUpdateTime);
    const given = toEvent(dto, at ?? time.date());
    // Without its time it looks like any other.
    const key = at ? undefined : randomUUID();
    const named = await inOurCodes(this.database.manager, store.id, given);
    const accepted = await this.intake.accept({ storeId: store.id, ...named, requestId, key });
    this.deliveries.dispatchNow();
    return accepted;
  }

  /** In the caller's transaction; after it, {@link dispatchNow} may be called. */
  async accept(
    manager: EntityManager,
    storeId: number,
    event: NotificationEvent,
    requestId: string | null,
  ): Promise<NotificationAcceptedDto> {
    const named = await inOurCodes(manager, storeId, event);
    const [accepted] = await this.intake.store(manager, [{ storeId, ...named, requestId }]);
    return accepted!;
  }

  /** In the caller's transaction: events that wait for one of these names are looked at once it is through. */
  async known(manager: EntityManager, storeId: number, names: (string | null)[]): Promise<void> {
    const some = names.filter((name) => name !== null);
    if (some.length > 0) await wakeWaiting(manager, storeId, some);
  }

  dispatchNow(): void {
    this.deliveries.dispatchNow();
  }

  /** @throws NotFoundError */
  async get(store: StoreContext, id: string): Promise<NotificationRowDto> {
    const before = (BigInt(id) + 1n).toString();
    const [row] = await listNotifications(this.database.manager, store.id, { before, limit: 1 });
    // A repeat of what went out meanwhile is one with it.
    if (row?.id !== id) throw new NotFoundError('notificationId', `There is no notification ${id} any more.`);
    return toDto(row);
  }

  async list(store: StoreContext, query: ListNotificationsQueryDto): Promise<NotificationPageDto> {
    const rows = await listNotifications(this.database.manager, store.id, {
      ...query,
      before: query.cursor,
      limit: query.limit + 1,
    });
    return pageOf(rows, query.limit, toDto, ({ id }) => id);
  }
}

/** The merchant knows an order by one code in all events. One that is not known here is named as it was. */
async function inOurCodes(
  manager: EntityManager,
  storeId: number,
  event: NotificationEvent,
): Promise<{ event: NotificationEvent; orderId?: string }> {
  const order = await orderNamed(manager, storeId, event.forwardOrderCode);
  return order ? { event: { ...event, forwardOrderCode: order.code }, orderId: order.id } : { event };
}

function toEvent(dto: NotificationDto, at: Date): NotificationEvent {
  const info = dto.returnOrderInfo;
  const returnTime = toMoment(info?.returnOrderTime);
  const aggregator = dto.logisticAggregatorInfo;
  return {
    source: NotificationSource.Api,
    type: canonical(dto.notificationType),
    at,
    forwardOrderCode: dto.forwardOrderCode,
    forwardShipmentCode: dto.forwardShipmentCode ?? null,
    forwardAwb: dto.forwardAwb ?? null,
    courierName: dto.courierName ?? null,
    returnOrderInfo: info
      ? {
          returnOrderId: info.returnOrderId ?? null,
          returnAwb: info.returnAwb ?? null,
          transporter: info.transporter ?? null,
          returnOrderTime: returnTime ? Math.floor(returnTime.getTime() / 1000) : null,
        }
      : null,
    aggregator: aggregator
      ? { name: aggregator.logisticAggregatorName, metaData: aggregator.logisticAggregatorMetaData ?? {} }
      : null,
    warehouseCode: dto.warehouseCode ?? null,
    items:
      dto.items?.map(({ itemId, sku, quantity }) => ({
        itemId: itemId ?? null,
        sku: sku ?? null,
        quantity: quantity ?? null,
      })) ?? null,
    invoiceData: dto.invoiceData
      ? { ...dto.invoiceData, documentUrl: dto.invoiceData.documentUrl ?? null }
      : null,
  };
}

function toDto(row: NotificationRow): NotificationRowDto {
  return {
    notificationId: row.id,
    source: row.source,
    state: row.state,
    forwardOrderCode: row.forward_order_code,
    notificationType: row.type,
    known: row.known,
    eventTime: row.event_time?.toISOString() ?? null,
    late: row.late,
    body: row.body,
    raw: row.raw,
    reason: row.reason,
    isReturn: row.is_return,
    names: row.names,
    repeats: row.repeats,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at.toISOString(),
  };
}
