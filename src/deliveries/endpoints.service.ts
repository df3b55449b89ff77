import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { WorkIsOpenError } from '../stores/stores.errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { checkTarget } from '../platform/outgoing/check-target.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import { DeliveryQueueRepository } from './delivery-queue.repository.js';
import {
  countWaiting,
  deleteEndpoint,
  listEndpoints,
  lockEndpoint,
  saveEndpoint,
} from './endpoints.repository.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { type EndpointKind, type EndpointSecrets, EndpointState } from './delivery.types.js';
import type { EndpointDto, EndpointSecretDto, PutEndpointDto } from './dto/endpoint.dto.js';
import { SealedSecrets } from './endpoint-secrets.js';
import { describe, missing, subjectOf } from './endpoint-words.js';
import { EndpointEntity } from './entities/endpoint.entity.js';
import { newSigningSecret } from './signature.js';
import { time } from '../platform/time/time.js';

const OLD_SECRET_HOURS = 24;

/** Where a store's pushes go. Headers and signing secrets are sealed; a new secret is shown once. */
@Injectable()
export class EndpointsService {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
    private readonly secrets: SealedSecrets,
    private readonly queue: DeliveryQueueRepository,
    private readonly dispatcher: DeliveriesDispatcher,
    private readonly routes: DeliveryRoutes,
  ) {}

  /** The kind of this name; undefined where there is none. */
  kindCalled(name: string): EndpointKind | undefined {
    return this.kinds().find((kind) => kind === name);
  }

  kinds(): EndpointKind[] {
    return this.routes.kinds();
  }

  async list(store: StoreContext): Promise<EndpointDto[]> {
    const rows = await listEndpoints(this.database.manager, store.id);
    return rows.map((row) => this.toDto(store, row));
  }

  /** Sets it, or changes address and headers; its waiting deliveries go out. @throws BadRequestError naming `url` */
  async put(
    store: StoreContext,
    kind: EndpointKind,
    dto: PutEndpointDto,
    actor: Actor,
  ): Promise<EndpointSecretDto> {
    const url = await checkTarget(dto.url, this.config);
    const signingSecret = newSigningSecret();
    const { row, created } = await this.database.transaction(async (manager) => {
      const known = await lockEndpoint(manager, store.id, kind);
      const before = known && describe(known);
      if (known && !dto.headers) keepHeadersAtHome(known.url, url, this.secrets.open(known));
      const secrets: EndpointSecrets = known
        ? { ...this.secrets.open(known), ...(dto.headers ? { headers: dto.headers } : {}) }
        : { headers: dto.headers ?? {}, signing: [{ secret: signingSecret }] };
      const entity = known ?? Object.assign(new EndpointEntity(), fresh(store.id, kind));
      Object.assign(
        entity,
        { url, updatedAt: time.date() },
        this.secrets.seal(store.id, kind, secrets),
        ENABLED,
      );
      const saved = await saveEndpoint(manager, entity);
      await this.queue.retryNow(manager, saved.id);
      await recordAudit(manager, actor, {
        action: 'endpoint.put',
        subject: subjectOf(store, kind),
        before: before ?? null,
        after: describe(saved),
      });
      return { row: saved, created: !known };
    });
    this.dispatcher.kick();
    const answer = this.toDto(store, row);
    return created ? { ...answer, signingSecret } : answer;
  }

  /** A second live secret; the one before signs along for a day. @throws NotFoundError */
  async rotateSecret(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointSecretDto> {
    const signingSecret = newSigningSecret();
    const until = new Date(time.now() + OLD_SECRET_HOURS * 3_600_000).toISOString();
    const row = await this.change(store, kind, actor, 'endpoint.rotate', (entity) => {
      const { headers, signing } = this.secrets.open(entity);
      const old = signing.slice(0, 1).map(({ secret }) => ({ secret, until }));
      Object.assign(
        entity,
        this.secrets.seal(store.id, kind, { headers, signing: [{ secret: signingSecret }, ...old] }),
      );
    });
    return { ...this.toDto(store, row), signingSecret };
  }

  /** Its waiting deliveries go out, the oldest first. @throws NotFoundError */
  async enable(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointDto> {
    const row = await this.change(store, kind, actor, 'endpoint.enable', async (entity, manager) => {
      Object.assign(entity, ENABLED);
      await this.queue.retryNow(manager, entity.id);
    });
    this.dispatcher.kick();
    return this.toDto(store, row);
  }

  /** Deliveries wait until it is enabled. @throws NotFoundError */
  async disable(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointDto> {
    const row = await this.change(store, kind, actor, 'endpoint.disable', (entity) =>
      Object.assign(entity, { state: EndpointState.Disabled, disabledReason: 'OPERATOR' }),
    );
    return this.toDto(store, row);
  }

  /** @throws NotFoundError, WorkIsOpenError while deliveries wait for it */
  async remove(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      const entity = await lockEndpoint(manager, store.id, kind);
      if (!entity) throw missing(kind);
      const waiting = await countWaiting(manager, store.id, kind);
      if (waiting > 0) throw new WorkIsOpenError(`Endpoint ${kind}`, [`${waiting} deliveries that wait`]);
      await deleteEndpoint(manager, entity);
      await recordAudit(manager, actor, {
        action: 'endpoint.delete',
        subject: subjectOf(store, kind),
        before: describe(entity),
      });
    });
  }

  private async change(
    store: StoreContext,
    kind: EndpointKind,
    actor: Actor,
    action: string,
    edit: (entity: EndpointEntity, manager: EntityManager) => unknown,
  ): Promise<EndpointEntity> {
    return this.database.transaction(async (manager) => {
      const entity = await lockEndpoint(manager, store.id, kind);
      if (!entity) throw missing(kind);
      const before = describe(entity);
      await edit(entity, manager);
      entity.updatedAt = time.date();
      await saveEndpoint(manager, entity);
      await recordAudit(manager, actor, {
        action,
        subject: subjectOf(store, kind),
        before,
        after: describe(entity),
      });
      return entity;
    });
  }

  private toDto(store: StoreContext, row: EndpointEntity): EndpointDto {
    const { headers, signing } = this.secrets.open(row);
    const now = time.now();
    return {
      storeCode: store.code,
      kind: row.kind,
      url: row.url,
      headerNames: Object.keys(headers),
      state: row.state,
      disabledReason: row.disabledReason,
      failures: row.failures,
      failingSince: row.failingSince?.toISOString() ?? null,
      pausedUntil: row.pausedUntil?.toISOString() ?? null,
      lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
      lastFailureAt: row.lastFailureAt?.toISOString() ?? null,
      signingSecrets: signing.filter(({ until }) => until === undefined || Date.parse(until) > now).length,
      updatedAt: row.updatedAt.toISOString(),
    };
  }
}

/** As after a success: its deliveries go out again. */
const ENABLED = {
  state: EndpointState.Enabled,
  disabledReason: null,
  failures: 0,
  failingSince: null,
  pausedUntil: null,
};

function fresh(storeId: number, kind: EndpointKind): Partial<EndpointEntity> {
  return { storeId, kind, lastSuccessAt: null, lastFailureAt: null, createdAt: time.date() };
}

/** Headers hold secrets for the host that they were given for. @throws BadRequestError */
function keepHeadersAtHome(before: string, now: string, { headers }: EndpointSecrets): void {
  if (Object.keys(headers).length === 0 || new URL(before).origin === new URL(now).origin) return;
  throw BadRequestError.field(
    'headers',
    'must be given again, because url is on another host; {} sends none',
  );
}
