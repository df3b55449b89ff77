import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveryLease } from '../deliveries/delivery.types.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { AppConfig } from '../platform/config/app-config.js';
import { isUniqueViolation } from '../platform/database/pg-errors.js';
import { BadRequestError, ConflictError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import { findStore } from '../stores/stores.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { ChannelKind } from './alert.types.js';
import {
  deleteChannel,
  findChannel,
  listChannels,
  lockChannel,
  retryChannelNow,
  saveChannel,
} from './alert-channels.repository.js';
import { AlertSender } from './alert-sender.js';
import { forgetOtherStores } from './alert-waiting.repository.js';
import { testContent } from './alert-words.js';
import { applyRules, checkChannelTarget, freshChannel, withNewSecret } from './channel-changes.js';
import { ChannelSecretBox } from './channel-secrets.js';
import { describe, noChannel, partsOf, subjectOf, toChannelDto } from './channel-words.js';
import type {
  AlertChannelDto,
  AlertChannelSecretDto,
  AlertTestDto,
  ChangeAlertChannelDto,
  CreateAlertChannelDto,
} from './dto/alert-channel.dto.js';
import type { AlertChannelEntity } from './entities/alert-channel.entity.js';

/** Who hears of problems, and how. Each change stands in the audit log, with what it was before. */
@Injectable()
export class AlertChannelsService {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
    private readonly stores: StoresService,
    private readonly sender: AlertSender,
    private readonly secrets: ChannelSecretBox,
  ) {}

  /** False: there are no channels of e-mail. */
  get canMail(): boolean {
    return this.sender.canMail;
  }

  /** @param storeCode those for this store; without it all */
  async list(storeCode?: string): Promise<AlertChannelDto[]> {
    const storeId = storeCode === undefined ? undefined : (await this.stores.byCode(storeCode)).id;
    const rows = await listChannels(this.database.manager, storeId);
    const codes = new Map((await this.stores.all()).map(({ id, code }) => [id, code]));
    return rows.map((row) =>
      toChannelDto(row, row.storeId === null ? null : (codes.get(row.storeId) ?? null)),
    );
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<AlertChannelDto> {
    const found = (await this.list()).find(({ channelId }) => channelId === id);
    if (!found) throw noChannel(id);
    return found;
  }

  /** @throws BadRequestError naming the field, ConflictError where the name is taken */
  async create(dto: CreateAlertChannelDto, actor: Actor): Promise<AlertChannelSecretDto> {
    const { name, kind } = dto;
    const target = await this.check(kind, dto.target);
    const row = freshChannel(name, kind);
    const made = kind === ChannelKind.Webhook ? withNewSecret({}) : undefined;
    const parts = partsOf(kind, target, made?.secrets ?? {});
    applyRules(row, dto);
    row.storeId = await this.storeIdOf(dto.storeCode ?? null);
    Object.assign(row, { target: parts.target }, this.secrets.seal(kind, parts.secrets));
    const id = await this.saving(async (manager) => {
      const saved = await this.save(manager, row);
      await this.record(manager, actor, 'create', null, saved);
      return saved.id;
    });
    return { ...(await this.get(id)), ...(made ? { signingSecret: made.made } : {}) };
  }

  /** What is given of it. What waits goes out at once, by what holds now. @throws NotFoundError, BadRequestError, ConflictError */
  async change(id: string, dto: ChangeAlertChannelDto, actor: Actor): Promise<AlertChannelSecretDto> {
    const known = await findChannel(this.database.manager, id);
    if (!known) throw noChannel(id);
    if (dto.newSecret && known.kind !== ChannelKind.Webhook) {
      throw BadRequestError.field('newSecret', 'must be left out: only a WEBHOOK is signed');
    }
    // One that stays is not looked at: a channel can be switched off also where it leads nowhere any more.
    const isOther = dto.target !== undefined && dto.target !== known.target;
    const target = isOther ? await this.check(known.kind, dto.target!) : undefined;
    const storeId = dto.storeCode === undefined ? undefined : await this.storeIdOf(dto.storeCode);
    const made = await this.saving(async (manager) => {
      const row = await lockChannel(manager, id);
      if (!row) throw noChannel(id);
      const before = describe(row, await codeOf(manager, row.storeId));
      if (dto.name !== undefined) row.name = dto.name;
      const moved = storeId !== undefined && storeId !== row.storeId;
      if (moved) row.storeId = storeId;
      applyRules(row, dto);
      const secret = this.readdress(row, target, dto.newSecret === true);
      const saved = await this.save(manager, row);
      if (moved && dto.storeCode != null) {
        await forgetOtherStores(manager, id, { id: storeId!, code: dto.storeCode });
      }
      await retryChannelNow(manager, id);
      await this.record(manager, actor, 'change', before, saved, secret !== undefined);
      return secret;
    });
    return { ...(await this.get(id)), ...(made === undefined ? {} : { signingSecret: made }) };
  }

  /** With its messages, also those that wait; the audit log says how many. @throws NotFoundError */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (manager) => {
      const row = await lockChannel(manager, id);
      if (!row) throw noChannel(id);
      const storeCode = await codeOf(manager, row.storeId);
      const waiting = await deleteChannel(manager, row);
      await recordAudit(manager, actor, {
        action: 'alert-channel.remove',
        subject: subjectOf(row),
        before: { ...describe(row, storeCode), waiting },
        storeCode,
      });
    });
  }

  /** One message at once, also where the channel is switched off or it is quiet. @throws NotFoundError */
  async test(id: string, actor: Actor): Promise<AlertTestDto> {
    const row = await findChannel(this.database.manager, id);
    if (!row) throw noChannel(id);
    const messageId = randomUUID();
    const receiver = { ...row, channelId: row.id };
    const lease = new DeliveryLease(time.instant());
    const { answer, error } = await this.sender.send(messageId, receiver, testContent(time.date()), lease);
    const ok = error === undefined;
    await recordAudit(this.database.manager, actor, {
      action: 'alert-channel.test',
      subject: subjectOf(row),
      after: { messageId, answer },
      storeCode: await codeOf(this.database.manager, row.storeId),
      result: ok ? 'ok' : 'failed',
    });
    return { ok, messageId, answer };
  }

  /** @returns the new signing secret, where one was made */
  private readdress(
    row: AlertChannelEntity,
    target: string | undefined,
    newSecret: boolean,
  ): string | undefined {
    const before = this.secrets.open(row);
    const { secrets, made } = newSecret ? withNewSecret(before) : { secrets: before, made: undefined };
    const parts = target === undefined ? { target: row.target, secrets } : partsOf(row.kind, target, secrets);
    Object.assign(row, { target: parts.target }, this.secrets.seal(row.kind, parts.secrets));
    return made;
  }

  private check(kind: ChannelKind, target: string): Promise<string> {
    return checkChannelTarget(kind, target, this.config, this.canMail);
  }

  /** It is another one from now on: what comes of a try under way says nothing of it. */
  private save(manager: EntityManager, row: AlertChannelEntity): Promise<AlertChannelEntity> {
    const isNew = { failures: 0, failingSince: null, lastError: null };
    Object.assign(row, isNew, { version: row.version + 1, updatedAt: time.date() });
    return saveChannel(manager, row);
  }

  private async saving<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (isUniqueViolation(error)) throw new ConflictError('Another alert channel has this name.');
      throw error;
    }
  }

  private async record(
    manager: EntityManager,
    actor: Actor,
    did: 'create' | 'change',
    before: Record<string, unknown> | null,
    row: AlertChannelEntity,
    newSecret = false,
  ): Promise<void> {
    const storeCode = await codeOf(manager, row.storeId);
    const after = { ...describe(row, storeCode), ...(newSecret ? { newSecret } : {}) };
    const action = `alert-channel.${did}` as const;
    await recordAudit(manager, actor, { action, subject: subjectOf(row), before, after, storeCode });
  }

  private async storeIdOf(code: string | null): Promise<number | null> {
    return code === null ? null : (await this.stores.byCode(code)).id;
  }
}

/** By the same connection: within a transaction a second one could wait for itself. */
async function codeOf(manager: EntityManager, id: number | null): Promise<string | null> {
  return id === null ? null : ((await findStore(manager, { id }))?.code ?? null);
}
