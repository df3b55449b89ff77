import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { rowsOf } from '../platform/database/data-source.js';
import { BadRequestError, ConflictError, NotFoundError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import { type DeliveryLine, DeliveryQueueRepository, type NewDelivery } from './delivery-queue.repository.js';
import { DeliveryRoutes, type EndpointRoutes } from './delivery-routes.js';
import { DeliveryState, type EndpointKind, ERASED_BODY } from './delivery.types.js';
import type {
  DeliveryAttemptDto,
  DeliveryDetailDto,
  DeliveryDto,
  DeliveryPageDto,
  ListDeliveriesQueryDto,
  ReplayDto,
  ReplayResultDto,
} from './dto/delivery.dto.js';

interface DeliveryRow {
  id: string;
  seq: string;
  kind: EndpointKind;
  order_code: string;
  event_type: string;
  body: string;
  state: DeliveryState;
  attempts: number;
  next_attempt_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  created_at: Date;
  settled_at: Date | null;
}

const SELECT = `SELECT id, seq, kind, order_code, event_type, body, state, attempts, next_attempt_at, last_status,
  last_error, created_at, settled_at FROM delivery`;

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

  /** To be called after the commit: the next tick would find it anyway. */
  dispatchNow(): void {
    this.dispatcher.kick();
  }

  /** @throws BadRequestError */
  async list(store: StoreContext, query: ListDeliveriesQueryDto): Promise<DeliveryPageDto> {
    this.routes.check(query.kind);
    const rows = await rowsOf<DeliveryRow>(
      this.database.manager,
      `${SELECT} WHERE store_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR kind = $3)
         AND ($4::text IS NULL OR order_code = $4) AND ($5::bigint IS NULL OR seq < $5) ORDER BY seq DESC LIMIT $6`,
      [
        store.id,
        query.state ?? null,
        query.kind ?? null,
        query.orderCode ?? null,
        query.cursor ?? null,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    return { items: page.map(toDto), nextCursor: rows.length > page.length ? page.at(-1)!.seq : null };
  }

  /** @throws NotFoundError */
  async get(store: StoreContext, id: string): Promise<DeliveryDetailDto> {
    const row = await this.find(store, id);
    const tries = await rowsOf<Omit<DeliveryAttemptDto, 'at'> & { at: Date }>(
      this.database.manager,
      `SELECT attempt, at, duration_ms AS "durationMs", status, error, request, response
       FROM delivery_attempt WHERE delivery_id = $1 ORDER BY id`,
      [id],
    );
    return {
      ...toDto(row),
      body: JSON.parse(row.body) as Record<string, unknown>,
      tries: tries.map((one) => ({ ...one, at: one.at.toISOString() })),
    };
  }

  /** Sends it again, with the same webhook-id. @throws NotFoundError, ConflictError while it is pending */
  async replay(store: StoreContext, id: string, actor: Actor): Promise<DeliveryDto> {
    const { state, body } = await this.find(store, id);
    if (state === DeliveryState.Pending) {
      throw new ConflictError('The delivery is pending; it is sent as it is.');
    }
    if (body === ERASED_BODY) {
      throw new ConflictError(
        'What was delivered is kept no longer, or was erased with its customer; it cannot be sent again.',
      );
    }
    await this.requeue(store, 'd.id = $2', [id], (manager) =>
      recordAudit(manager, actor, 'delivery.replay', `delivery:${id}`, { state }, null, store.code),
    );
    return toDto(await this.find(store, id));
  }

  /** By filter and range. @throws BadRequestError */
  async replayAll(store: StoreContext, dto: ReplayDto, actor: Actor): Promise<ReplayResultDto> {
    this.routes.check(dto.kind);
    if (dto.state === DeliveryState.Pending) {
      throw BadRequestError.field('state', 'must be DEAD or DELIVERED');
    }
    if (dto.from !== undefined && dto.to !== undefined && Date.parse(dto.from) > Date.parse(dto.to)) {
      throw BadRequestError.field('from', 'must not be later than its upper bound');
    }
    const where = `d.state = $2 AND ($3::text IS NULL OR d.kind = $3) AND ($4::text IS NULL OR d.order_code = $4)
      AND ($5::text IS NULL OR d.event_type = $5) AND ($6::timestamptz IS NULL OR d.created_at >= $6)
      AND ($7::timestamptz IS NULL OR d.created_at <= $7) AND d.body <> '${ERASED_BODY}'`;
    const values = [dto.state, dto.kind, dto.orderCode, dto.eventType, dto.from, dto.to].map(
      (one) => one ?? null,
    );
    if (!dto.dryRun) {
      const count = await this.requeue(store, where, values, (manager, deliveryIds) => {
        const after = { ...dto, replayed: deliveryIds.length, deliveryIds };
        return recordAudit(manager, actor, 'delivery.replay', `store:${store.code}`, null, after);
      });
      return { dryRun: false, count };
    }
    const [row] = await rowsOf<{ count: number }>(
      this.database.manager,
      `SELECT count(*)::int AS count FROM delivery d WHERE d.store_id = $1 AND ${where}`,
      [store.id, ...values],
    );
    return { dryRun: true, count: row!.count };
  }

  private async requeue(
    store: StoreContext,
    where: string,
    values: unknown[],
    note: (manager: EntityManager, deliveryIds: string[]) => Promise<void>,
  ): Promise<number> {
    const count = await this.queue.requeue(store.id, where, values, note);
    this.dispatchNow();
    return count;
  }

  private async find(store: StoreContext, id: string): Promise<DeliveryRow> {
    const [row] = await rowsOf<DeliveryRow>(
      this.database.manager,
      `${SELECT} WHERE id = $1 AND store_id = $2`,
      [id, store.id],
    );
    if (!row) throw new NotFoundError('deliveryId', `There is no delivery ${id}.`);
    return row;
  }
}

function toDto(row: DeliveryRow): DeliveryDto {
  return {
    deliveryId: row.id,
    webhookId: `msg_${row.id}`,
    kind: row.kind,
    orderCode: row.order_code,
    eventType: row.event_type,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}
