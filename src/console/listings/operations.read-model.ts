import { LEFT_UNDONE } from '../../operations/operation-conditions.repository.js';
import { between, type Statement } from './listed.read-model.js';
import type { Ask } from './listing.js';

export const OUTCOMES = ['APPLIED', 'ALREADY', 'DEGRADED', 'REFUSED', 'SHADOWED'];
export const REFUSED_OR_FAILED = 'REFUSED_OR_FAILED';

/** What the overview counts. */
export const LEFT_UNDONE_FILTER = 'LEFT_UNDONE';
export const UNDER_WAY = 'UNDER_WAY';
/** Those that a person must look at. */
export const NEEDS_PERSON = 'NEEDS_PERSON';

/** Values of the fixed list stand in the text, so that the planner can use the partial indexes. */
function narrowed(outcome: string | null | undefined): string {
  if (outcome == null) return '';
  if (outcome === REFUSED_OR_FAILED) {
    return `AND (p.outcome = 'REFUSED' OR p.state IN ('UNKNOWN', 'FAILED')) AND p.state <> 'UNKNOWN'`;
  }
  if (outcome === NEEDS_PERSON) {
    return `AND p.attention_since IS NOT NULL AND p.state IN ('UNKNOWN', 'FAILED')`;
  }
  if (outcome === LEFT_UNDONE_FILTER) {
    return `AND p.created_at > now() - interval '7 days' AND ${LEFT_UNDONE}`;
  }
  if (outcome === UNDER_WAY) {
    return `AND p.state IN ('PENDING', 'RUNNING', 'UNKNOWN') AND p.state <> 'UNKNOWN'`;
  }
  return OUTCOMES.includes(outcome) ? `AND p.outcome = '${outcome}'` : `AND p.state = '${outcome}'`;
}

export function listOperations(storeId: number, { filter, after, span }: Ask): Statement {
  return {
    sql: `SELECT p.id, o.entity_id, o.increment_id, p.kind, coalesce(p.outcome, p.state) AS outcome, p.detail, p.error_code, p.attempts,
       p.requested_by, p.created_at, p.settled_at, p.created_at::text || '|' || p.id AS cursor
     FROM operation p JOIN "order" o ON o.id = p.order_id
     WHERE p.store_id = $1 AND ($2::timestamptz IS NULL OR (p.created_at, p.id) < ($2::timestamptz, $3::uuid))
       AND ($4::text IS NULL OR p.kind = $4) ${narrowed(filter['outcome'])}
     ${between('p.created_at', 5)} ORDER BY p.created_at DESC, p.id DESC`,
    values: [storeId, ...after, filter['kind'] ?? null, ...span],
  };
}
