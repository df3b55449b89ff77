import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuditAction } from '../platform/audit/audit-actions.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { WorkIsOpenError } from '../stores/stores.errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { ConflictError } from '../platform/errors/app-error.js';
import { checkTarget } from '../platform/outgoing/check-target.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import { DeliveryQueueRepository } from './delivery-queue.repository.js';
import {
  countWaiting,
  deleteEndpoint,
  listEndpoints,
  lockEndpoints,
  saveEndpoint,
} from './endpoints.repository.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { type EndpointKind, type EndpointSecrets, EndpointState } from './delivery.types.js';
import type { EndpointDto, EndpointSecretDto, PutEndpointDto } from './dto/endpoint.dto.js';
import { SealedSecrets } from './endpoint-secrets.js';
import { followersOf, sharedBy, wishesFor } from './endpoint-choices.js';
import { describe, missing, subjectOf, toEndpointDto } from './endpoint-words.js';
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

  /**
   * Sets it, or changes what is given of it; its waiting deliveries go out, and those of endpoints that share its address.
   * @throws BadRequestError naming the field
   */
  async put(
    store: StoreContext,
    kind: EndpointKind,
    dto: PutEndpointDto,
    actor: Actor,
  ): Promise<EndpointSecretDto> {
    const target = dto.sameAs === undefined ? await checkTarget(dto.url ?? '', this.config) : '';
    const made = { secret: newSigningSecret() };
    const { row, isNew } = await this.database.transaction(async (manager) => {
      const all = await lockEndpoints(manager, store.id);
      const known = all.find((one) => one.kind === kind);
      const before = known ? describe(known) : null;
      const wishes = wishesFor(this.routes, kind, dto, known);
      const shared = sharedBy(this.routes, all, kind, dto);
      const own = known?.shares === null ? known : undefined;
      const secrets = shared ? this.secrets.open(shared) : this.secrets.forAddress(own, dto, target, made);
      const url = shared?.url ?? target;
      const shares = shared?.kind ?? null;
      const entity = known ?? Object.assign(new EndpointEntity(), fresh(store.id, kind));
      Object.assign(entity, wishes, { shares });
      const saved = await this.address(manager, entity, { url, secrets }, ENABLED);
      await recordAudit(manager, actor, {
        action: 'endpoint.put',
        subject: subjectOf(store, kind),
        before,
        after: describe(saved),
      });
      for (const follower of followersOf(all, kind)) {
        await this.address(manager, follower, { url, secrets }, stateOf(follower));
      }
      return { row: saved, isNew: !own && !shared };
    });
    this.dispatcher.kick();
    const answer = this.toDto(store, row);
    return isNew ? { ...answer, signingSecret: made.secret } : answer;
  }

  /** A second live secret; the one before signs along for a day. @throws NotFoundError, ConflictError where another kind's is shared */
  async rotateSecret(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointSecretDto> {
    const signingSecret = newSigningSecret();
    const until = new Date(time.now() + OLD_SECRET_HOURS * 3_600_000).toISOString();
    const row = await this.change(store, kind, actor, 'endpoint.rotate', async (entity, manager, all) => {
      if (entity.shares !== null) throw sharesSecret(entity.shares);
      const { headers, signing } = this.secrets.open(entity);
      const old = signing.slice(0, 1).map(({ secret }) => ({ secret, until }));
      const secrets = { headers, signing: [{ secret: signingSecret }, ...old] };
      Object.assign(entity, this.secrets.seal(store.id, kind, secrets));
      for (const follower of followersOf(all, kind)) {
        Object.assign(follower, this.secrets.seal(store.id, follower.kind, secrets), {
          updatedAt: time.date(),
        });
        await saveEndpoint(manager, follower);
      }
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
      const all = await lockEndpoints(manager, store.id);
      const entity = all.find((one) => one.kind === kind);
      if (!entity) throw missing(kind);
      const followers = followersOf(all, kind).map((one) => `endpoint ${one.kind}, which shares its address`);
      if (followers.length > 0) throw new WorkIsOpenError(`Endpoint ${kind}`, followers);
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
    action: AuditAction,
    edit: (entity: EndpointEntity, manager: EntityManager, all: EndpointEntity[]) => unknown,
  ): Promise<EndpointEntity> {
    return this.database.transaction(async (manager) => {
      const all = await lockEndpoints(manager, store.id);
      const entity = all.find((one) => one.kind === kind);
      if (!entity) throw missing(kind);
      const before = describe(entity);
      await edit(entity, manager, all);
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

  /** Gives it this address, which is tried at once where it is enabled. */
  private async address(
    manager: EntityManager,
    entity: EndpointEntity,
    { url, secrets }: { url: string; secrets: EndpointSecrets },
    state: Partial<EndpointEntity>,
  ): Promise<EndpointEntity> {
    const sealed = this.secrets.seal(entity.storeId, entity.kind, secrets);
    Object.assign(entity, { url, updatedAt: time.date() }, sealed, state);
    const saved = await saveEndpoint(manager, entity);
    await this.queue.retryNow(manager, saved.id);
    return saved;
  }

  private toDto(store: StoreContext, row: EndpointEntity): EndpointDto {
    return toEndpointDto(store, row, this.secrets.open(row));
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

/** Of one that follows another address: what an operator disabled stays so. */
function stateOf({ disabledReason }: EndpointEntity): Partial<EndpointEntity> {
  return disabledReason === 'OPERATOR' ? {} : ENABLED;
}

function fresh(storeId: number, kind: EndpointKind): Partial<EndpointEntity> {
  return { storeId, kind, lastSuccessAt: null, lastFailureAt: null, createdAt: time.date() };
}

function sharesSecret(kind: EndpointKind): ConflictError {
  return new ConflictError(`It shares the signing secret of ${kind}: change that one.`);
}
