import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../database/data-source.js';
import { OTHERS } from './actor-words.js';
import type { AuditAction } from './audit-actions.js';
import type { Actor, AuditResult } from './audit-log.js';

/** What happens too often for a row each. */
export interface TalliedEvent {
  action: AuditAction;
  result: AuditResult;
  actor: Actor;
  subject: string;
  storeCode?: string;
  times?: number;
  /** A sign-in that fails: strangers can do it, and must not fill the disk. */
  byStrangers?: boolean;
}

/** Failed sign-ins of an hour that have rows of their own, by actor, address and way; further failures are counted together. */
const MOST_STRANGERS = 200;

/**
 * Counts, and adds a row to the log for the first of an hour. Parallel sign-ins may go over the bound by as many as there are.
 * $1 action, $2 result, $3 actor, $4 address, $5 store, $6 subject, $7 times, $8 bound or NULL, $9 request id
 */
const COUNT = `
  WITH whose AS (
    SELECT CASE WHEN $8::int IS NULL OR count(*) < $8 OR coalesce(
        bool_or(action = $1 AND result = $2 AND actor = $3 AND address = $4 AND subject = $6), false)
      THEN ARRAY[$3::text, $4::text, $6::text] ELSE ARRAY['${OTHERS}', '${OTHERS}', 'sign-in'] END AS name
    FROM audit_tally WHERE $8::int IS NOT NULL AND hour = date_trunc('hour', now(), 'UTC')
      AND starts_with(action, 'sign-in.') AND result <> 'ok'
  ), counted AS (
    INSERT INTO audit_tally AS t (hour, action, result, actor, address, store_code, subject, times, first_at, last_at)
    SELECT date_trunc('hour', now(), 'UTC'), $1, $2, name[1], name[2], $5::text, name[3], $7::bigint, now(), now() FROM whose
    ON CONFLICT (hour, action, result, actor, address, store_code, subject)
    DO UPDATE SET times = t.times + EXCLUDED.times, last_at = now()
    RETURNING *, times = $7::bigint AS first
  )
  INSERT INTO audit_log (actor, action, subject, request_id, address, store_code, result)
  SELECT actor, action, subject, $9::text, nullif(address, ''), nullif(store_code, ''), result FROM counted WHERE first`;

const HAS_ENDED = `hour < date_trunc('hour', now(), 'UTC')`;

/** Counts of an ended hour wait to be taken into the log. */
export const TALLY_ENDED = `EXISTS (SELECT FROM audit_tally WHERE ${HAS_ENDED})`;

const CLOSE = `
  WITH ended AS (
    DELETE FROM audit_tally WHERE (hour, action, result, actor, address, store_code, subject) IN (
      SELECT hour, action, result, actor, address, store_code, subject FROM audit_tally
      WHERE ${HAS_ENDED} ORDER BY hour LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING *
  ), kept AS (
    INSERT INTO audit_log (actor, action, subject, address, store_code, result, after)
    SELECT actor, action, subject, nullif(address, ''), nullif(store_code, ''), result,
      jsonb_build_object('times', times, 'firstAt', first_at, 'lastAt', last_at)
    FROM ended WHERE times > 1
  )
  SELECT 1 FROM ended`;

const BATCH = 500;

/** The first of an hour is in the log at once; how many there were, once the hour has ended. */
export async function tally(manager: EntityManager, event: TalliedEvent): Promise<void> {
  const { action, result, actor, subject, storeCode = '', times = 1, byStrangers = false } = event;
  await preparedRows(manager, COUNT, [
    action,
    result,
    actor.clientId,
    actor.address ?? '',
    storeCode,
    subject,
    times,
    byStrangers ? MOST_STRANGERS : null,
    actor.requestId ?? null,
  ]);
}

/** Takes the counts of ended hours into the log, each once, by whichever process comes first. */
export async function closeTallies(manager: EntityManager): Promise<void> {
  for (;;) {
    const ended = await rowsOf<object>(manager, CLOSE, [BATCH]);
    if (ended.length < BATCH) return;
  }
}
