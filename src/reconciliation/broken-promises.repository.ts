import type { EntityManager } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { rowsOf } from '../platform/database/data-source.js';
import type { Actor } from '../stores/stores.service.js';
import type { FoundDifference } from './reconciliations.repository.js';
import { type Difference, DifferenceKind, isBrokenPromise } from './reconciliation.types.js';

const KINDS = Object.values(DifferenceKind).filter(isBrokenPromise);

/** What earlier comparisons of a store found of this kind, and whether a person says that it is undone. */
export interface EarlierFinding {
  orderCode: string;
  kind: DifferenceKind;
  key: string;
  undone: boolean;
}

/** By this a finding is known again. */
export function keyOf({
  orderCode,
  kind,
  theirs,
}: Pick<Difference, 'orderCode' | 'kind' | 'theirs'>): string {
  return `${orderCode} ${kind} ${(theirs as { marker?: string } | null)?.marker ?? ''}`;
}

export async function earlierFindings(manager: EntityManager, storeId: number): Promise<EarlierFinding[]> {
  return rowsOf<EarlierFinding>(
    manager,
    `SELECT d.order_code AS "orderCode", d.kind, d.order_code || ' ' || d.kind || ' ' || coalesce(d.theirs ->> 'marker', '') AS key,
       bool_or(d.repaired) AS undone
     FROM difference d JOIN reconciliation r ON r.id = d.reconciliation_id
     WHERE r.store_id = $1 AND d.kind = ANY($2) GROUP BY 1, 2, 3`,
    [storeId, KINDS],
  );
}

/** Operations of these markers that are not at their end: their documents may not be in the books yet. */
export async function openOperations(manager: EntityManager, ids: string[]): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(
    manager,
    `SELECT id FROM operation WHERE id = ANY($1::uuid[]) AND state IN ('PENDING', 'RUNNING', 'UNKNOWN')`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** On a person's word; comparisons to come leave it out. */
export async function markUndone(
  manager: EntityManager,
  found: FoundDifference,
  actor: Actor,
): Promise<void> {
  const { id, orderCode, kind, theirs } = found;
  await manager.query(
    `WITH done AS (UPDATE difference SET repaired = true WHERE id = $1 RETURNING reconciliation_id)
     UPDATE reconciliation r SET repaired = r.repaired + 1 FROM done WHERE r.id = done.reconciliation_id`,
    [id],
  );
  const after = { orderCode, kind, theirs };
  const [store] = await rowsOf<{ code: string }>(
    manager,
    `SELECT s.code FROM difference d JOIN reconciliation r ON r.id = d.reconciliation_id JOIN store s ON s.id = r.store_id
     WHERE d.id = $1`,
    [id],
  );
  await recordAudit(manager, actor, {
    action: 'difference.undone',
    subject: `difference:${id}`,
    after,
    storeCode: store?.code,
  });
}
