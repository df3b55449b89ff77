import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
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
import {
  type NotificationEvent,
  NotificationSource,
  NotificationState,
  type Reading,
} from './notification.types.js';
import { digest } from './notifications.mapper.js';
import {
  listNotifications,
  type NewNotification,
  type NotificationRow,
  storeNotifications,
} from './notifications.repository.js';
import { time } from '../platform/time/time.js';

const RAW_CHARACTERS = 16 * 1024;

/** Events on their way to the merchant: stored once, delivered in the order in which they were accepted. */
@Injectable()
export class NotificationsService {
  private readonly logger = new Logger(NotificationsService.name);

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
    const event = toEvent(dto, at ?? time.date());
    // Without its time it cannot be told from another one.
    const key = at ? undefined : randomUUID();
    const accepted = await this.intake.accept({ storeId: store.id, event, requestId, key });
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
    const [accepted] = await this.intake.store(manager, [{ storeId, event, requestId }]);
    return accepted!;
  }

  dispatchNow(): void {
    this.deliveries.dispatchNow();
  }

  /** All that an aggregator sends is kept; only what has a type is delivered. */
  async acceptWebhook(
    store: StoreContext,
    source: string,
    reading: Reading,
    body: Record<string, unknown>,
    requestId: string,
  ): Promise<void> {
    if ('event' in reading) {
      await this.intake.accept({ storeId: store.id, event: reading.event, requestId });
      this.deliveries.dispatchNow();
      return;
    }
    const malformed = 'malformed' in reading;
    const reason = malformed ? reading.malformed : reading.unmapped;
    const text = typeof body[NOT_JSON] === 'string' ? body[NOT_JSON] : JSON.stringify(body);
    const kept: NewNotification = {
      storeId: store.id,
      source,
      state: malformed ? NotificationState.Malformed : NotificationState.Unmapped,
      dedupeKey: digest([source, reason, ...(malformed ? [text] : reading.key)]),
      forwardOrderCode: malformed ? null : reading.forwardOrderCode,
      type: null,
      known: false,
      at: null,
      parcelKey: null,
      stage: 0,
      deliveryId: null,
      body: text.length <= RAW_CHARACTERS ? body : { tooLong: text.length },
      raw: malformed ? text.slice(0, RAW_CHARACTERS) : null,
      reason,
      requestId,
    };
    await this.database.transaction((manager) => storeNotifications(manager, [kept]));
    this.logger.warn(
      { store: store.code, source, reason },
      malformed ? 'malformed webhook kept' : 'status without a type kept',
    );
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

/** Under this a webhook's body stands that was no JSON; see aggregators/webhook-bodies.ts. */
export const NOT_JSON = '__notJson';

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
    repeats: row.repeats,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at.toISOString(),
  };
}
