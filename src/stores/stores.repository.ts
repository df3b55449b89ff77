import { type EntityManager, In } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { Store } from './entities/store.entity.js';
import type { StoreTraits } from './dto/store-traits.dto.js';

export type NewStore = Pick<
  Store,
  | 'code'
  | 'baseUrl'
  | 'storeView'
  | 'authScheme'
  | 'credentialsKeyId'
  | 'credentialsBox'
  | 'clientSecretsKeyId'
  | 'clientSecretsBox'
  | 'settings'
  | 'paused'
>;

export function listStores(manager: EntityManager): Promise<Store[]> {
  return manager.find(Store, { order: { id: 'ASC' } });
}

export function findStore(
  manager: EntityManager,
  by: { id: number } | { code: string },
): Promise<Store | null> {
  return manager.findOneBy(Store, by);
}

export function findStores(manager: EntityManager, ids: number[]): Promise<Store[]> {
  return manager.findBy(Store, { id: In(ids) });
}

/** Nobody else changes it until the end of the transaction. */
export function lockStore(manager: EntityManager, code: string): Promise<Store | null> {
  return manager.findOne(Store, { where: { code }, lock: { mode: 'pessimistic_write' } });
}

export function lockAllStores(manager: EntityManager): Promise<Store[]> {
  return manager.find(Store, { lock: { mode: 'pessimistic_write' } });
}

/** @returns undefined where the code is taken */
export async function insertStore(manager: EntityManager, store: NewStore): Promise<Store | undefined> {
  const inserted = await rowsOf<object>(
    manager,
    `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box,
                        client_secrets_key_id, client_secrets_box, settings, paused)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING RETURNING id`,
    [
      ...[store.code, store.baseUrl, store.storeView, store.authScheme],
      ...[store.credentialsKeyId, store.credentialsBox, store.clientSecretsKeyId, store.clientSecretsBox],
      ...[JSON.stringify(store.settings), store.paused],
    ],
  );
  return inserted.length === 0 ? undefined : manager.findOneByOrFail(Store, { code: store.code });
}

export async function saveStore(manager: EntityManager, store: Store): Promise<void> {
  await manager.save(store);
}

/** Merged into what is known. */
export async function addTraits(
  manager: EntityManager,
  storeId: number,
  traits: Partial<StoreTraits>,
): Promise<void> {
  await manager.query('UPDATE store SET traits = traits || $2::jsonb WHERE id = $1', [
    storeId,
    JSON.stringify(traits),
  ]);
}

/** Codes of stores that make both a shipment document and a shipment in Magento; paused ones left out. */
export async function storesThatShipInPairs(manager: EntityManager): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    manager,
    `SELECT code FROM store WHERE NOT paused AND settings ->> 'shipmentMode' = 'documented' ORDER BY code`,
  );
  return rows.map(({ code }) => code);
}
