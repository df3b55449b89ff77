import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError, NotFoundError } from '../platform/errors/app-error.js';
import { mustBeInOrder } from '../platform/http/time-range.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { EventIntake } from './event-intake.js';
import { EventIdentity, type Identified } from './identity/event-identity.service.js';
import { NotificationState, type StatusReading } from './notification.types.js';
import { EventNotWaitingError, OrderOfEventError } from './notifications.errors.js';
import type { DismissedEventsDto, DismissEventsDto } from './dto/waiting-event.dto.js';
import {
  EVENT_LOOK_DUE,
  countWaitingEvents,
  keepReason,
  lockWaiting,
  setAside,
  setThoseAside,
  stateOf,
  takeDue,
  type WaitingEvent,
  type WaitingEvents,
} from './waiting-events.repository.js';

const AT_ONCE = 200;

/** Events that name no order known here: looked at again and again, until they do or a person decides. */
@Injectable()
export class WaitingEventsService {
  private readonly logger = new Logger(WaitingEventsService.name);

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly intake: EventIntake,
    private readonly identity: EventIdentity,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Tick({ name: 'notifications.waiting', every: 1000, due: EVENT_LOOK_DUE })
  async look(): Promise<void> {
    const due = await takeDue(this.database.manager, AT_ONCE);
    for (const event of due) {
      try {
        await this.lookAt(event);
      } catch (error) {
        this.logger.warn(
          { err: error, notificationId: event.id },
          'an event that waits could not be looked at',
        );
      }
    }
  }

  /** By an operator. @throws NotFoundError, EventNotWaitingError, OrderOfEventError */
  async assign(store: StoreContext, id: string, orderCode: string, actor: Actor): Promise<void> {
    const kept = await this.waiting(store, id);
    const identified = await this.identity.assigned(store, kept.source, kept.reading, orderCode);
    if (!identified) throw new OrderOfEventError(orderCode);
    await this.settle(store, id, kept.reading, identified, actor);
  }

  /** By an operator: of no order here. @throws NotFoundError, EventNotWaitingError */
  async dismiss(store: StoreContext, id: string, reason: string, actor: Actor): Promise<void> {
    await this.waiting(store, id);
    await this.database.transaction(async (manager) => {
      if (!(await lockWaiting(manager, id))) throw new EventNotWaitingError(id);
      await setAside(manager, id, NotificationState.Dismissed, reason);
      await recordAudit(manager, actor, {
        action: 'event.dismiss',
        subject: `notification:${id}`,
        after: { reason },
        storeCode: store.code,
      });
    });
  }

  /** By an operator: of no order here, all that fit. @throws BadRequestError where no condition is given, or one is wrong */
  async dismissAll(store: StoreContext, dto: DismissEventsDto, actor: Actor): Promise<DismissedEventsDto> {
    const { dryRun, reason, ...those } = dto;
    mustBeInOrder(dto.from, dto.to);
    if (dryRun) return { dryRun, count: await countWaitingEvents(this.database.manager, store.id, those) };
    if (Object.values(those).every((one) => one === undefined)) {
      throw BadRequestError.field('source', 'must be given, or another condition: this dismisses events');
    }
    let count = 0;
    for (let after: string | undefined = '0'; after !== undefined;) {
      const ids = await this.dismissSome(store, those, { reason, after, most: AT_ONCE }, actor);
      count += ids.length;
      after = ids.length < AT_ONCE ? undefined : ids.at(-1);
    }
    return { dryRun, count };
  }

  private dismissSome(
    store: StoreContext,
    those: WaitingEvents,
    step: { reason: string; after: string; most: number },
    actor: Actor,
  ): Promise<string[]> {
    return this.database.transaction(async (manager) => {
      const notificationIds = await setThoseAside(manager, store.id, those, step);
      if (notificationIds.length > 0) {
        await recordAudit(manager, actor, {
          action: 'event.dismiss',
          subject: `store:${store.code}`,
          after: { ...those, reason: step.reason, notificationIds },
          storeCode: store.code,
        });
      }
      return notificationIds;
    });
  }

  /** By an operator: at once, whenever it would be due. @throws NotFoundError, EventNotWaitingError */
  async lookAgain(store: StoreContext, id: string, actor: Actor): Promise<void> {
    const { source, reading } = await this.waiting(store, id);
    await recordAudit(this.database.manager, actor, {
      action: 'event.retry',
      subject: `notification:${id}`,
      storeCode: store.code,
    });
    await this.lookAt({ id, storeId: store.id, source, reading, requestId: null });
  }

  private async lookAt({ id, storeId, source, reading }: WaitingEvent): Promise<void> {
    const store = await this.stores.byId(storeId);
    const identified = await this.identity.identify(store, source, reading);
    if (identified.kind === 'unknown') await keepReason(this.database.manager, id, identified.reason);
    else await this.settle(store, id, reading, identified);
  }

  private async settle(
    store: StoreContext,
    id: string,
    reading: StatusReading,
    identified: Identified,
    actor?: Actor,
  ): Promise<void> {
    const isSettled = await this.database.transaction(async (manager) => {
      if (identified.kind === 'found') {
        await this.intake.lock(manager, { storeId: store.id, ...identified.found, requestId: null });
      }
      const event = await lockWaiting(manager, id);
      if (!event) {
        if (actor) throw new EventNotWaitingError(id);
        return false;
      }
      if (identified.kind === 'found') {
        const incoming = { storeId: store.id, ...identified.found, requestId: event.requestId };
        await this.intake.settle(manager, id, incoming);
      } else if (identified.kind === 'untyped') {
        await setAside(manager, id, NotificationState.Unmapped, identified.reason, identified.parcel?.code);
      }
      if (!actor) return true;
      const code = identified.kind === 'found' ? identified.found.event.forwardOrderCode : null;
      const after = { orderCode: code };
      await recordAudit(manager, actor, {
        action: 'event.assign',
        subject: `notification:${id}`,
        after,
        storeCode: store.code,
      });
      return true;
    });
    // Somebody else has said meanwhile whose event it is.
    if (!isSettled) return;
    await this.identity.learn(store, reading, identified);
    this.deliveries.dispatchNow();
  }

  private async waiting(
    store: StoreContext,
    id: string,
  ): Promise<{ source: string; reading: StatusReading }> {
    const kept = await stateOf(this.database.manager, store.id, id);
    if (!kept) throw new NotFoundError('notificationId', `There is no notification ${id}.`);
    if ((kept.state as NotificationState) !== NotificationState.Waiting || !kept.reading) {
      throw new EventNotWaitingError(id);
    }
    return { source: kept.source, reading: kept.reading };
  }
}
