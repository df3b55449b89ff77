import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { MoveState, StoreMove } from './entities/store-move.entity.js';

export function findMove(manager: EntityManager, storeCode: string): Promise<StoreMove | null> {
  return manager.findOneBy(StoreMove, { storeCode });
}

export function listMoves(manager: EntityManager): Promise<StoreMove[]> {
  return manager.find(StoreMove, { order: { storeCode: 'ASC' } });
}

/** The first of these stores that is not here, or on its way. */
export async function findGone(manager: EntityManager, codes: string[]): Promise<StoreMove | undefined> {
  const [row] = await preparedRows<StoreMove>(
    manager,
    `SELECT store_code AS "storeCode", id, state, cell, was_paused AS "wasPaused", changed_at AS "changedAt"
     FROM store_move WHERE store_code = ANY($1::text[]) AND state <> '${MoveState.Here}' LIMIT 1`,
    [codes],
  );
  return row;
}

/** What is written down of a move; the store's row is locked by who writes it. */
export type NewMove = Pick<StoreMove, 'storeCode' | 'id' | 'state' | 'cell' | 'wasPaused'>;

/** In the place of an earlier move of the store. */
export async function putMove(manager: EntityManager, move: NewMove): Promise<void> {
  await manager.query(
    `INSERT INTO store_move (store_code, id, state, cell, was_paused) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (store_code) DO UPDATE SET id = excluded.id, state = excluded.state, cell = excluded.cell,
       was_paused = excluded.was_paused, changed_at = clock_timestamp()`,
    [move.storeCode, move.id, move.state, move.cell, move.wasPaused],
  );
}

/** @returns false where the move is not in this state any more */
export async function changeMove(
  manager: EntityManager,
  { storeCode, id }: Pick<StoreMove, 'storeCode' | 'id'>,
  from: MoveState,
  to: MoveState,
): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    `UPDATE store_move SET state = $4, changed_at = clock_timestamp()
     WHERE store_code = $1 AND id = $2 AND state = $3 RETURNING 1`,
    [storeCode, id, from, to],
  );
  return rows.length > 0;
}

export async function forgetMove(
  manager: EntityManager,
  { storeCode, id }: Pick<StoreMove, 'storeCode' | 'id'>,
): Promise<void> {
  await manager.query('DELETE FROM store_move WHERE store_code = $1 AND id = $2', [storeCode, id]);
}

/** Nothing is done for the store here, by no process; or again what was done before. */
export async function setAway(
  manager: EntityManager,
  storeCode: string,
  how: { away: boolean; paused: boolean },
): Promise<void> {
  await manager.query('UPDATE store SET away = $2, paused = $3, updated_at = now() WHERE code = $1', [
    storeCode,
    how.away,
    how.paused,
  ]);
}
