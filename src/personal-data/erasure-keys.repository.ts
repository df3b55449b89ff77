import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

export interface SealedKey {
  keyId: string;
  box: Buffer;
}

/** The only row; the first one that is added stays. */
export async function addErasureKey(manager: EntityManager, { keyId, box }: SealedKey): Promise<void> {
  await manager.query(
    `INSERT INTO erasure_key (key_id, box) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM erasure_key)
     ON CONFLICT DO NOTHING`,
    [keyId, box],
  );
}

export async function findErasureKey(manager: EntityManager): Promise<SealedKey | undefined> {
  const [row] = await rowsOf<SealedKey>(manager, 'SELECT key_id AS "keyId", box FROM erasure_key');
  return row;
}

/** Nobody else changes it until the end of the transaction. */
export async function lockErasureKey(manager: EntityManager): Promise<SealedKey | undefined> {
  const [row] = await rowsOf<SealedKey>(manager, 'SELECT key_id AS "keyId", box FROM erasure_key FOR UPDATE');
  return row;
}

export async function updateErasureKey(manager: EntityManager, { keyId, box }: SealedKey): Promise<void> {
  await manager.query('UPDATE erasure_key SET key_id = $1, box = $2', [keyId, box]);
}
