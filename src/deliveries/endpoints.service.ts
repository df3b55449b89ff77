import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { WorkIsOpenError } from '../stores/stores.errors.js';
import { AppConfig } from '../platform/config/app-config.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { BadRequestError, NotFoundError } from '../platform/errors/app-error.js';
import { checkTarget } from '../platform/outgoing/check-target.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { DeliveriesDispatcher } from './deliveries.dispatcher.js';
import { DeliveryQueueRepository } from './delivery-queue.repository.js';
import { contextOf, DeliverySender } from './delivery-sender.js';
import {
  countWaiting,
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  lockAllEndpoints,
  lockEndpoint,
  saveEndpoint,
} from './endpoints.repository.js';
import { DeliveryRoutes } from './delivery-routes.js';
import { type EndpointKind, type EndpointSecrets, EndpointState } from './delivery.types.js';
import type { EndpointDto, EndpointSecretDto, EndpointTestDto, PutEndpointDto } from './dto/endpoint.dto.js';
import { EndpointEntity } from './entities/endpoint.entity.js';
import { newSigningSecret } from './signature.js';
import { readMode } from '../stores/store-mode.repository.js';
import { time } from '../platform/time/time.js';

const OLD_SECRET_HOURS = 24;

/** Where a store's pushes go. Headers and signing secrets are sealed; a new secret is shown once. */
@Injectable()
export class EndpointsService {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
    private readonly box: SecretBox,
    private readonly sender: DeliverySender,
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
      if (known && !dto.headers) keepHeadersAtHome(known.url, url, this.open(known));
      const secrets: EndpointSecrets = known
        ? { ...this.open(known), ...(dto.headers ? { headers: dto.headers } : {}) }
        : { headers: dto.headers ?? {}, signing: [{ secret: signingSecret }] };
      const entity = known ?? Object.assign(new EndpointEntity(), fresh(store.id, kind));
      Object.assign(entity, { url, updatedAt: time.date() }, this.seal(store.id, kind, secrets), ENABLED);
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
      const { headers, signing } = this.open(entity);
      const old = signing.slice(0, 1).map(({ secret }) => ({ secret, until }));
      Object.assign(
        entity,
        this.seal(store.id, kind, { headers, signing: [{ secret: signingSecret }, ...old] }),
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

  /** One signed event of type TEST, at once, in any state of the endpoint. @throws NotFoundError, BadRequestError */
  async test(store: StoreContext, kind: EndpointKind, actor: Actor): Promise<EndpointTestDto> {
    const rule = this.routes.testOf(kind);
    if ('refused' in rule) throw BadRequestError.field('kind', rule.refused);
    const row = await findEndpoint(this.database.manager, store.id, kind);
    if (!row) throw missing(kind);
    const id = randomUUID();
    const result = await this.sender.send({
      id,
      storeId: store.id,
      kind,
      orderCode: 'TEST',
      eventType: 'TEST',
      body: JSON.stringify(rule.body(store.code, time.date())),
      url: row.url,
      secretsKeyId: row.secretsKeyId,
      secretsBox: row.secretsBox,
      mode: await readMode(this.database.manager, store.id),
      lease: { allowsSending: () => true },
    });
    const { status, durationMs, error = null } = result;
    const answer = { ok: error === null, webhookId: `msg_${id}`, status, error, durationMs };
    await recordAudit(this.database.manager, actor, {
      action: 'endpoint.test',
      subject: subjectOf(store, kind),
      after: { host: new URL(row.url).host, status },
      storeCode: store.code,
      result: answer.ok ? 'ok' : 'failed',
    });
    return answer;
  }

  /** Seals every secret again under the current key. @returns how many rows were under another one */
  async resealSecrets(actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows = await lockAllEndpoints(manager);
      const stale = rows.filter((row) => row.secretsKeyId !== this.box.currentKeyId);
      for (const row of stale) {
        Object.assign(row, this.seal(row.storeId, row.kind, this.open(row)));
        await saveEndpoint(manager, row);
        const subject = `endpoint:${row.storeId}:${row.kind}`;
        await recordAudit(manager, actor, {
          action: 'endpoint.reseal',
          subject,
          after: { keyId: row.secretsKeyId },
        });
      }
      return stale.length;
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

  private open(row: EndpointEntity): EndpointSecrets {
    return this.box.open({ keyId: row.secretsKeyId, box: row.secretsBox }, contextOf(row.storeId, row.kind));
  }

  private seal(
    storeId: number,
    kind: EndpointKind,
    secrets: EndpointSecrets,
  ): Pick<EndpointEntity, 'secretsKeyId' | 'secretsBox'> {
    const { keyId, box } = this.box.seal(secrets, contextOf(storeId, kind));
    return { secretsKeyId: keyId, secretsBox: box };
  }

  private toDto(store: StoreContext, row: EndpointEntity): EndpointDto {
    const { headers, signing } = this.open(row);
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

function missing(kind: EndpointKind): NotFoundError {
  return new NotFoundError('kind', `The store has no endpoint for ${kind}.`);
}

function subjectOf(store: StoreContext, kind: EndpointKind): string {
  return `endpoint:${store.code}:${kind}`;
}

/** For the audit log: everything but the secrets. */
function describe({
  kind,
  url,
  state,
  disabledReason,
  secretsKeyId,
}: EndpointEntity): Record<string, unknown> {
  return { kind, url, state, disabledReason, secretsKeyId };
}
