import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';

/** Writes that the client asked for and may still ask about. */
export async function countOpenWrites(manager: EntityManager, clientId: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    manager,
    `SELECT count(*)::int AS n FROM operation WHERE requested_by = $1 AND state IN ('PENDING', 'RUNNING', 'UNKNOWN')`,
    [clientId],
  );
  return row!.n;
}
