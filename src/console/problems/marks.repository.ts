import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import { PROBLEMS } from '../../problems/problems.read-model.js';

/** Which problem of a store. */
export interface ProblemKey {
  kind: string;
  subject: string;
  cause: string;
}

const KEY = 'store_id = $1 AND kind = $2 AND subject = $3 AND cause = $4';

/**
 * Of the problem as it is now: what comes after is a change.
 * @param seen so many there were when the person looked; where there are more by now, nothing is done
 * @returns whether it is done
 */
export async function ignoreProblem(
  manager: EntityManager,
  storeId: number,
  { kind, subject, cause }: ProblemKey,
  said: { by: string; reason: string; until: Date | null; seen: number },
): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    `INSERT INTO problem_mark AS m (store_id, kind, subject, cause, ignored_by, ignored_at, ignored_reason, ignored_until,
       ignored_count, ignored_last)
     SELECT $1, p.kind, p.subject, p.cause, $5, now(), $6, $7::timestamptz, p.count, p.last FROM (${PROBLEMS}) p
     WHERE p.kind = $2 AND p.subject = $3 AND p.cause = $4 AND p.count <= $8
     ON CONFLICT (store_id, kind, subject, cause) DO UPDATE SET ignored_by = excluded.ignored_by,
       ignored_at = excluded.ignored_at, ignored_reason = excluded.ignored_reason, ignored_until = excluded.ignored_until,
       ignored_count = excluded.ignored_count, ignored_last = excluded.ignored_last, marked_at = now()
     RETURNING 1`,
    [storeId, kind, subject, cause, said.by, said.reason, said.until, said.seen],
  );
  return rows.length > 0;
}

/** @returns whether it was ignored */
export async function showProblem(
  manager: EntityManager,
  storeId: number,
  { kind, subject, cause }: ProblemKey,
): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    `UPDATE problem_mark SET ignored_by = NULL, ignored_at = NULL, ignored_reason = NULL, ignored_until = NULL,
       ignored_count = NULL, ignored_last = NULL, marked_at = now()
     WHERE ${KEY} AND ignored_at IS NOT NULL RETURNING 1`,
    [storeId, kind, subject, cause],
  );
  return rows.length > 0;
}

/** @param assignee null: nobody's */
export async function assignProblem(
  manager: EntityManager,
  storeId: number,
  { kind, subject, cause }: ProblemKey,
  said: { by: string; assignee: string | null },
): Promise<void> {
  await manager.query(
    `INSERT INTO problem_mark (store_id, kind, subject, cause, assignee, assigned_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store_id, kind, subject, cause) DO UPDATE SET assignee = excluded.assignee,
       assigned_by = excluded.assigned_by, marked_at = now()`,
    [storeId, kind, subject, cause, said.assignee, said.by],
  );
}

/** Whose a problem may be: those who have signed in with the provider, the last ones first. */
export function peopleToAssign(manager: EntityManager): Promise<{ id: string; name: string }[]> {
  return rowsOf(manager, 'SELECT id, name FROM console_person ORDER BY signed_in_at DESC LIMIT 200');
}
