import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import { mustBeInOrder } from '../platform/http/time-range.js';
import { pageOf } from '../platform/http/page-of.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { readMode } from '../stores/store-mode.repository.js';
import type { StoreContext } from '../stores/stores.service.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import {
  attemptsOf,
  countReplayable,
  findDelivery,
  listDeliveries,
  type ReplayFilter,
} from './deliveries.repository.js';
import { type DeliveryLine, DeliveryQueueRepository, type NewDelivery } from './delivery-queue.repository.js';
import { DeliveryRoutes, type EndpointRoutes } from './delivery-routes.js';
import { DeliveryState, type EndpointKind, ERASED_BODY, REPLAYABLE } from './delivery.types.js';
import { type Wishes, wishesOf } from './endpoints.repository.js';
import type { DeliveryEntity } from './entities/delivery.entity.js';
import type {
  DeliveryDetailDto,
  DeliveryDto,
  DeliveryPageDto,
  ListDeliveriesQueryDto,
  ReplayDto,
  ReplayResultDto,
} from './dto/delivery.dto.js';

/** The outbox as other domains and operators see it. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: DataSource,
    private readonly queue: DeliveryQueueRepository,
    private readonly dispatcher: DeliveriesDispatcher,
    private readonly routes: DeliveryRoutes,
  ) {}

  /** By a domain whose events go out, while modules are being made. @throws RegistrationError where the kind is known */
  register(endpoint: EndpointRoutes): void {
    this.routes.register(endpoint);
  }

  /** First in the transaction of events, in which {@link add} follows. */
  lock(manager: EntityManager, lines: DeliveryLine[]): Promise<void> {
    return this.queue.lock(manager, lines);
  }

  /**
   * In the transaction of their events, which fails where one of them has no way to go.
   * @param deliveries of different, locked lines
   * @throws RegistrationError
   */
  async add(manager: EntityManager, deliveries: NewDelivery[]): Promise<void> {
    for (const delivery of deliveries) this.routes.routeOf(delivery);
    await this.queue.add(manager, deliveries);
  }

  /** What the endpoints of a kind receive, by store; none for stores without one, whose deliveries wait for it. */
  wishes(manager: EntityManager, kind: EndpointKind, storeIds: number[]): Promise<Map<number, Wishes>> {
    return wishesOf(manager, kind, storeIds);
  }

  /** To be called after the commit: the next tick would find it anyway. */
  dispatchNow(): void {
    this.dispatcher.kick();
  }

  /** @throws BadRequestError */
  async list(store: StoreContext, query: ListDeliveriesQueryDto): Promise<DeliveryPageDto> {
    this.routes.check(query.kind);
    const { state, kind, orderCode, cursor: before, limit } = query;
    const filter = { state, kind, orderCode, before, limit: limit + 1 };
    const rows = await listDeliveries(this.database.manager, store.id, filter);
    return pageOf(rows, limit, toDto, ({ seq }) => seq);
  }

  /** @throws NotFoundError */
  async get(store: StoreContext, id: string): Promise<DeliveryDetailDto> {
    const row = await this.find(store, id);
    const tries = await attemptsOf(this.database.manager, id);
    return {
      ...toDto(row),
      body: JSON.parse(row.body) as Record<string, unknown>,
      tries: tries.map(({ attempt, at, durationMs, status, error, request, response }) => ({
        ...{ attempt, at: at.toISOString(), durationMs, status, error, request, response },
      })),
    };
  }

  /** Sends it again, with the same webhook-id. @throws NotFoundError, ConflictError while it is pending, or the store in shadow mode */
  async replay(store: StoreContext, id: string, actor: Actor): Promise<DeliveryDto> {
    const { state, body } = await this.find(store, id);
    if (state === DeliveryState.Pending) {
      throw new ConflictError('The delivery is pending; it is sent as it is.');
    }
    if (state === DeliveryState.Test) {
      throw new ConflictError('It was a test of the endpoint; send another one.');
    }
    if (body === ERASED_BODY) {
      throw new ConflictError(
        'What was delivered is kept no longer, or was erased with its customer; it cannot be sent again.',
      );
    }
    await this.mustBeLive(store);
    await this.requeue(store, { id }, (manager) =>
      recordAudit(manager, actor, {
        action: 'delivery.replay',
        subject: `delivery:${id}`,
        before: { state },
        storeCode: store.code,
      }),
    );
    return toDto(await this.find(store, id));
  }

  /** By filter and range. @throws BadRequestError, ConflictError while the store is in shadow mode */
  async replayAll(store: StoreContext, dto: ReplayDto, actor: Actor): Promise<ReplayResultDto> {
    this.routes.check(dto.kind);
    if (!REPLAYABLE.includes(dto.state)) {
      throw BadRequestError.field('state', `must be one of the following values: ${REPLAYABLE.join(', ')}`);
    }
    mustBeInOrder(dto.from, dto.to);
    const { state, kind, orderCode, eventType, from, to, dryRun } = dto;
    const filter = { state, kind, orderCode, eventType, from, to };
    if (dryRun) return { dryRun, count: await countReplayable(this.database.manager, store.id, filter) };
    await this.mustBeLive(store);
    const count = await this.requeue(store, filter, (manager, deliveryIds) => {
      const after = { ...dto, replayed: deliveryIds.length, deliveryIds };
      return recordAudit(manager, actor, {
        action: 'delivery.replay',
        subject: `store:${store.code}`,
        after,
      });
    });
    return { dryRun, count };
  }

  /** @throws ConflictError */
  private async mustBeLive(store: StoreContext): Promise<void> {
    if ((await readMode(this.database.manager, store.id)) === StoreMode.Live) return;
    throw new ConflictError('The store is in shadow mode: nothing is sent.');
  }

  private async requeue(
    store: StoreContext,
    filter: ReplayFilter,
    note: (manager: EntityManager, deliveryIds: string[]) => Promise<void>,
  ): Promise<number> {
    const count = await this.queue.requeue(store.id, filter, note);
    this.dispatchNow();
    return count;
  }

  private async find(store: StoreContext, id: string): Promise<DeliveryEntity> {
    const row = await findDelivery(this.database.manager, store.id, id);
    if (!row) throw new NotFoundError('deliveryId', `There is no delivery ${id}.`);
    return row;
  }
}

function toDto(row: DeliveryEntity): DeliveryDto {
  return {
    deliveryId: row.id,
    webhookId: `msg_${row.id}`,
    kind: row.kind,
    orderCode: row.orderCode,
    eventType: row.eventType,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
