import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

const LOCK = 749_201_656;

/** One process removes rows at a time, until its transaction ends; the others find nothing to do. */
export async function isMyTurn(manager: EntityManager): Promise<boolean> {
  const [lock] = await rowsOf<{ held: boolean }>(manager, 'SELECT pg_try_advisory_xact_lock($1) AS held', [
    LOCK,
  ]);
  return lock!.held;
}
