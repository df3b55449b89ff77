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
    `SELECT store_code AS "storeCode", id, state, cell, was_paused AS "wasPaused", number, changed_at AS "changedAt"
     FROM store_move WHERE store_code = ANY($1::text[]) AND state <> '${MoveState.Here}' LIMIT 1`,
    [codes],
  );
  return row;
}

/** What is written down of a move. */
export type NewMove = Omit<StoreMove, 'changedAt'>;

/**
 * In the place of an earlier move of the store, and of an earlier copy under the same one.
 * @returns false where a later one is known: who calls stood still, and must undo what it did in this transaction
 */
export async function putMove(manager: EntityManager, move: NewMove): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    `INSERT INTO store_move AS m (store_code, id, state, cell, was_paused, number) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store_code) DO UPDATE SET id = excluded.id, state = excluded.state, cell = excluded.cell,
       was_paused = excluded.was_paused, number = excluded.number, changed_at = clock_timestamp()
     WHERE m.number < excluded.number OR (m.id = excluded.id AND m.state = excluded.state) RETURNING 1`,
    [move.storeCode, move.id, move.state, move.cell, move.wasPaused, move.number],
  );
  return rows.length > 0;
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

/** Nothing is done for the store here any more, by no process. @param number of the move */
export async function closeStore(manager: EntityManager, storeCode: string, number: number): Promise<void> {
  await manager.query(
    'UPDATE store SET away = true, paused = true, moves = $2, updated_at = now() WHERE code = $1',
    [storeCode, number],
  );
}

/** What was done for it before is done again. @returns false where there is no such store */
export async function openStore(
  manager: EntityManager,
  { storeCode, wasPaused }: Pick<StoreMove, 'storeCode' | 'wasPaused'>,
): Promise<boolean> {
  const rows = await rowsOf<object>(
    manager,
    'UPDATE store SET away = false, paused = $2, updated_at = now() WHERE code = $1 RETURNING 1',
    [storeCode, wasPaused],
  );
  return rows.length > 0;
}
