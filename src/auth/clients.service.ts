import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isActorWord } from '../platform/audit/actor-words.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { hashClientSecret } from '../platform/crypto/client-secret-hash.js';
import { BadRequestError, NotFoundError } from '../platform/errors/app-error.js';
import type { ApiClient } from './entities/api-client.entity.js';
import { ClientBusyError, ClientExistsError } from './auth.errors.js';
import {
  deleteClient,
  findEnabledClient,
  insertClient,
  listClients,
  lockClient,
  saveClient,
} from './clients.repository.js';
import { countOpenWrites } from './open-writes.read-model.js';
import { Scope } from '../platform/access/scope.js';
import type { CreateClientDto, UpdateClientDto } from './dto/client.dto.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { time } from '../platform/time/time.js';

/** A revoked client is shut out after this time. */
const CACHE_MS = 2000;

@Injectable()
export class ClientsService {
  private readonly cache = new ShortMemory<ApiClient | null>(CACHE_MS);

  constructor(private readonly database: DataSource) {}

  /** The client, if it exists and is enabled. */
  async enabled(id: string): Promise<ApiClient | null> {
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    const row = await findEnabledClient(this.database.manager, id);
    this.cache.set(id, row);
    return row;
  }

  list(): Promise<ApiClient[]> {
    return listClients(this.database.manager);
  }

  /** Makes a client; the secret is answered here and never again. @throws ClientExistsError, BadRequestError */
  async create(
    dto: CreateClientDto,
    actor: Actor,
    secret = newSecret(),
  ): Promise<{ client: ApiClient; secret: string }> {
    refuseActorWord(dto.clientId);
    refuseBoundAdmin(dto);
    const { clientId: id, scopes, storeCodes = null } = dto;
    const secretHash = await hashClientSecret(secret);
    const client = await this.database.transaction(async (manager) => {
      const created = await insertClient(manager, { id, secretHash, scopes, storeCodes });
      if (!created) throw new ClientExistsError(id);
      await recordAudit(manager, actor, {
        action: 'client.create',
        subject: `client:${id}`,
        after: describe(dto),
      });
      return created;
    });
    this.cache.delete(id);
    return { client, secret };
  }

  /** @throws NotFoundError */
  async update(
    id: string,
    dto: UpdateClientDto,
    actor: Actor,
  ): Promise<{ client: ApiClient; secret?: string }> {
    if (id === actor.clientId && dto.enabled === false) {
      throw BadRequestError.field('enabled', 'a client cannot shut itself out');
    }
    const secret = dto.newSecret ? newSecret() : undefined;
    const hash = secret && (await hashClientSecret(secret));
    const client = await this.database.transaction(async (manager) => {
      const current = await lockClient(manager, id);
      if (!current) throw new NotFoundError('clientId', `There is no client ${id}.`);
      const before = { scopes: current.scopes, storeCodes: current.storeCodes, enabled: current.enabled };
      if (dto.scopes) current.scopes = dto.scopes;
      if (dto.storeCodes !== undefined) current.storeCodes = dto.storeCodes;
      if (dto.enabled !== undefined) current.enabled = dto.enabled;
      if (hash) rotate(current, hash, dto.oldSecretMinutes ?? 0);
      // One that an earlier release let in must not be kept from being shut out.
      if (dto.scopes || dto.storeCodes) refuseBoundAdmin(current);
      current.updatedAt = time.date();
      await saveClient(manager, current);
      const after = { ...describe(current), enabled: current.enabled, secretRotated: secret !== undefined };
      await recordAudit(manager, actor, { action: 'client.update', subject: `client:${id}`, before, after });
      return current;
    });
    this.cache.delete(id);
    return { client, secret };
  }

  /** @throws NotFoundError, BadRequestError for the caller itself */
  async remove(id: string, actor: Actor): Promise<void> {
    if (id === actor.clientId) throw BadRequestError.field('clientId', 'a client cannot delete itself');
    await this.database.transaction(async (manager) => {
      const current = await lockClient(manager, id);
      if (!current) throw new NotFoundError('clientId', `There is no client ${id}.`);
      const waiting = await countOpenWrites(manager, id);
      if (waiting > 0) throw new ClientBusyError(id, waiting);
      const before = { ...describe(current), enabled: current.enabled };
      await deleteClient(manager, id);
      await recordAudit(manager, actor, { action: 'client.delete', subject: `client:${id}`, before });
    });
    this.cache.delete(id);
  }
}

/** Tokens and sessions that were got with the old secret end with it. */
function rotate(client: ApiClient, hash: string, oldSecretMinutes: number): void {
  const kept = oldSecretMinutes > 0;
  client.previousSecretHash = kept ? client.secretHash : null;
  client.previousVersion = kept ? client.credentialVersion : null;
  client.previousUntil = kept ? new Date(time.now() + oldSecretMinutes * 60_000) : null;
  client.secretHash = hash;
  client.credentialVersion = randomUUID();
}

/** @throws BadRequestError */
function refuseActorWord(id: string): void {
  if (!isActorWord(id)) return;
  throw BadRequestError.field(
    'clientId',
    `must not be ${id}: the audit log calls somebody so who is no client`,
  );
}

/** It would administer all stores, or none. @throws BadRequestError */
function refuseBoundAdmin({ scopes, storeCodes }: { scopes: Scope[]; storeCodes?: string[] | null }): void {
  if (!scopes.includes(Scope.Admin) || (storeCodes ?? null) === null) return;
  throw BadRequestError.field('storeCodes', 'must be left out for the scope admin, which is for all stores');
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function describe(client: { scopes: Scope[]; storeCodes?: string[] | null }): Record<string, unknown> {
  return { scopes: client.scopes, storeCodes: client.storeCodes ?? null };
}
