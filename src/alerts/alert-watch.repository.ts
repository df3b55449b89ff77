import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { PROBLEM_KINDS, type ProblemKind } from '../problems/problems.read-model.js';
import type { AlertContent, AlertWhat, MessageState } from './alert.types.js';
import type { Sent } from './alert-rules.js';
import type { SeenProblem } from './alert-words.js';
import { AlertChannelEntity } from './entities/alert-channel.entity.js';

/** There is somebody to tell. */
export const ALERTS_WATCHED = 'EXISTS (SELECT FROM alert_channel WHERE enabled)';

/** Of a problem that is over: a channel that is on heard that it began and not that it ended, or has it among what waits. */
const END_UNSAID = `EXISTS (SELECT FROM alert_message m JOIN alert_channel c ON c.id = m.channel_id AND c.enabled
  WHERE m.problem_id = p.id AND (m.state = 'HELD' OR NOT EXISTS (SELECT FROM alert_message o
    WHERE o.channel_id = m.channel_id AND o.problem_id = m.problem_id AND o.what = 'OVER')))`;

/** A problem that the rules are asked about. */
export interface KnownProblem extends SeenProblem {
  id: string;
  storeId: number;
  ignored: boolean;
  isOver: boolean;
}

export interface NewMessage {
  id: string;
  channelId: string;
  problemId: string | null;
  what: AlertWhat;
  step: number;
  count: number;
  content: AlertContent;
  urgent: boolean;
  state: MessageState;
  summedIn: string | null;
}

/** One process at a time, over all replicas, to the end of the transaction. @returns false where another one has its turn, or there is no channel */
export async function takeTurn(manager: EntityManager): Promise<boolean> {
  const [row] = await rowsOf<{ taken: boolean }>(
    manager,
    `SELECT CASE WHEN ${ALERTS_WATCHED} THEN pg_try_advisory_xact_lock(hashtextextended('alerts', 0)) ELSE false END AS taken`,
  );
  return row!.taken;
}

/** The database's clock: processes agree by it. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await rowsOf<{ now: Date }>(manager, 'SELECT now() AS now');
  return row!.now;
}

/** Those that are there now: new ones begin, known ones go on. One of each key. */
export async function noteSeen(
  manager: EntityManager,
  problems: (Omit<SeenProblem, 'storeCode'> & { storeId: number; ignored: boolean })[],
): Promise<void> {
  await manager.query(
    `INSERT INTO alert_problem (store_id, kind, subject, cause, detail, count, ignored, first_at)
     SELECT "storeId", kind, subject, cause, detail, count, ignored, "firstAt" FROM json_to_recordset($1::json) AS p("storeId" int,
       kind text, subject text, cause text, detail text, count int, ignored boolean, "firstAt" timestamptz)
     ON CONFLICT (store_id, kind, subject, md5(cause)) WHERE ended_at IS NULL DO UPDATE SET count = excluded.count,
       detail = excluded.detail, ignored = excluded.ignored, seen_at = now()`,
    [JSON.stringify(problems)],
  );
}

/**
 * Those that were not seen for that time are over; of a kind that this release does not know nothing is concluded.
 * @param uncertain kinds whose list was cut off: what is not in it may be there all the same
 */
export async function endGone(
  manager: EntityManager,
  afterSeconds: number,
  uncertain: { storeId: number; kind: ProblemKind }[],
): Promise<void> {
  await manager.query(
    `UPDATE alert_problem p SET ended_at = now() WHERE ended_at IS NULL AND seen_at < now() - make_interval(secs => $1)
       AND kind = ANY($3::text[]) AND NOT EXISTS (SELECT FROM json_to_recordset($2::json) AS u("storeId" int, kind text)
         WHERE u."storeId" = p.store_id AND u.kind = p.kind)`,
    [afterSeconds, JSON.stringify(uncertain), PROBLEM_KINDS],
  );
}

/** Nobody removes them before the end of the transaction. */
export function channelsToTell(manager: EntityManager): Promise<AlertChannelEntity[]> {
  return manager.find(AlertChannelEntity, {
    where: { enabled: true },
    order: { id: 'ASC' },
    lock: { mode: 'for_key_share' },
  });
}

/** Those that last, and those whose end may still have to be sent. */
export function knownProblems(manager: EntityManager): Promise<KnownProblem[]> {
  return rowsOf<KnownProblem>(
    manager,
    `SELECT p.id, p.store_id AS "storeId", s.code AS "storeCode", p.kind, p.subject, p.cause, p.detail, p.count, p.ignored,
       p.first_at AS "firstAt", p.ended_at IS NOT NULL AS "isOver"
     FROM alert_problem p JOIN store s ON s.id = p.store_id
     WHERE p.ended_at IS NULL OR ${END_UNSAID} ORDER BY p.id`,
  );
}

/** By channel and problem. */
export async function sentOf(manager: EntityManager, problemIds: string[]): Promise<Map<string, Sent>> {
  const rows = await rowsOf<Sent & { channelId: string; problemId: string }>(
    manager,
    `SELECT channel_id AS "channelId", problem_id AS "problemId", max(step) + 1 AS times,
       (array_agg(count ORDER BY seq DESC))[1] AS "lastCount", max(created_at) AS "lastAt",
       bool_or(what = 'OVER') AS "isOverSent"
     FROM alert_message WHERE problem_id = ANY($1::bigint[]) GROUP BY 1, 2`,
    [problemIds],
  );
  return new Map(rows.map(({ channelId, problemId, ...sent }) => [`${channelId} ${problemId}`, sent]));
}

/** Each is sent once: what is there already stays as it is. */
export async function addMessages(manager: EntityManager, messages: NewMessage[]): Promise<void> {
  await manager.query(
    `INSERT INTO alert_message (id, channel_id, problem_id, what, step, count, content, urgent, state, summed_in,
       next_attempt_at, settled_at)
     SELECT id, "channelId", "problemId", what, step, count, content, urgent, state, "summedIn",
       CASE WHEN state = 'PENDING' THEN now() END, CASE WHEN state = 'SUMMED' THEN now() END
     FROM json_to_recordset($1::json) AS m(id uuid, "channelId" bigint, "problemId" bigint, what text, step int, count int,
       content jsonb, urgent boolean, state text, "summedIn" uuid)
     ON CONFLICT ON CONSTRAINT alert_message_once_key DO NOTHING`,
    [JSON.stringify(messages)],
  );
}
