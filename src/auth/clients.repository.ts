import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { ApiClient } from './entities/api-client.entity.js';

export type NewClient = Pick<ApiClient, 'id' | 'secretHash' | 'scopes' | 'storeCodes'>;

export function listClients(manager: EntityManager): Promise<ApiClient[]> {
  return manager.find(ApiClient, { order: { id: 'ASC' } });
}

export function findEnabledClient(manager: EntityManager, id: string): Promise<ApiClient | null> {
  return manager.findOneBy(ApiClient, { id, enabled: true });
}

export function clientExists(manager: EntityManager, id: string): Promise<boolean> {
  return manager.existsBy(ApiClient, { id });
}

/** Nobody else changes it until the end of the transaction. */
export function lockClient(manager: EntityManager, id: string): Promise<ApiClient | null> {
  return manager.findOne(ApiClient, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** @returns undefined where the id is taken */
export async function insertClient(
  manager: EntityManager,
  { id, secretHash, scopes, storeCodes }: NewClient,
): Promise<ApiClient | undefined> {
  const inserted = await rowsOf<object>(
    manager,
    `INSERT INTO api_client (id, secret_hash, scopes, store_codes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, secretHash, scopes, storeCodes],
  );
  return inserted.length === 0 ? undefined : manager.findOneByOrFail(ApiClient, { id });
}

export async function saveClient(manager: EntityManager, client: ApiClient): Promise<void> {
  await manager.save(client);
}

export async function deleteClient(manager: EntityManager, id: string): Promise<void> {
  await manager.delete(ApiClient, { id });
}
