import { inShadow } from '../stores/store-mode.repository.js';
import { Outcome } from './operation.types.js';

/** SQL on rows of `operation p`, for all who ask the same question of them. */

/** error_code of a write whose last look came after its doubt had ended, and cannot prove that there is no effect. */
export const UNPROVABLE = 'EFFECT_NOT_PROVABLE';

/** The effect is in place. */
export const EFFECTIVE = `('APPLIED', 'ALREADY', 'DEGRADED')`;

/**
 * The same request gets the same answer. What was only planned in shadow mode answers it for as long as the store is in that
 * mode: once it is live, the request is done. @param row alias
 */
export function answersRepeat(row: string): string {
  return `(${row}.outcome IN ${EFFECTIVE} OR (${row}.outcome = '${Outcome.Shadowed}' AND ${inShadow(row)}))`;
}

/** Magento has the operation's order, and not another one in its place. */
export const IN_MAGENTO = `EXISTS (SELECT 1 FROM "order" r WHERE r.id = p.order_id AND r.entity_id > 0)`;

/** What a person may retry, and what may be dropped: not what a process holds. */
export const RETRYABLE = `(p.state IN ('PENDING', 'UNKNOWN', 'FAILED')
    OR (p.outcome = '${Outcome.Shadowed}' AND NOT ${inShadow('p')})) AND (p.lease_until IS NULL OR p.lease_until < now())
  AND ${IN_MAGENTO}`;
export const WITHDRAWABLE = `(p.state = 'PENDING' OR (p.state = 'FAILED' AND p.attention_since IS NOT NULL)
  OR (p.state = 'UNKNOWN' AND p.error_code = '${UNPROVABLE}' AND (p.lease_until IS NULL OR p.lease_until < now())))`;

/** Its caller was answered the error, and may ask again. What was withdrawn is nobody's. */
export const ANSWERED_AS_ERROR = `p.state = 'FAILED' AND p.attention_since IS NULL AND coalesce(p.error_code, '') NOT IN ('WITHDRAWN', 'REDONE')`;

/**
 * Not done, and nobody knows it from an answer: given up, or refused after it was accepted with 202, and not done by a later
 * request since. The first line is the predicate of a partial index.
 */
export const LEFT_UNDONE = `(p.outcome = 'REFUSED' OR p.state IN ('UNKNOWN', 'FAILED')) AND p.state <> 'UNKNOWN'
  AND (p.attention_since IS NOT NULL OR (p.outcome = 'REFUSED' AND p.enqueued))
  AND NOT EXISTS (SELECT 1 FROM operation d WHERE d.order_id = p.order_id AND d.kind = p.kind AND d.natural_key = p.natural_key
    AND d.outcome IN ${EFFECTIVE})`;
