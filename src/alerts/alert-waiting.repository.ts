import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { leaseFree } from '../platform/jobs/lease.js';
import type { AlertContent, AlertWhat } from './alert.types.js';
import { summaryOf } from './alert-words.js';
import type { AlertChannelEntity } from './entities/alert-channel.entity.js';

/**
 * What waits about a problem that somebody ignores by now is as if it had never been due: it is once nobody ignores it any more. What
 * a process may have sent before it died stays.
 */
export async function forgetIgnored(manager: EntityManager): Promise<void> {
  await manager.query(
    `DELETE FROM alert_message m USING alert_problem p WHERE p.id = m.problem_id AND p.ignored AND p.ended_at IS NULL
       AND m.state IN ('PENDING', 'HELD') AND m.lease_token IS NULL`,
  );
}

/**
 * From now on the channel is for this store only: what waits about others is not for its readers, and is as if it had never been due.
 */
export async function forgetOtherStores(
  manager: EntityManager,
  channelId: string,
  store: { id: number; code: string },
): Promise<void> {
  await manager.query(
    `DELETE FROM alert_message m USING alert_problem p WHERE m.channel_id = $1 AND p.id = m.problem_id AND p.store_id <> $2
       AND (m.state IN ('PENDING', 'HELD')
         OR m.summed_in IN (SELECT id FROM alert_message WHERE channel_id = $1 AND state = 'PENDING'))`,
    [channelId, store.id],
  );
  const sums = await rowsOf<{ id: string; content: AlertContent }>(
    manager,
    `SELECT id, content FROM alert_message WHERE channel_id = $1 AND state = 'PENDING' AND problem_id IS NULL FOR UPDATE`,
    [channelId],
  );
  for (const { id, content } of sums) {
    const lines = content.lines.filter((line) => line.store === store.code);
    if (lines.length === 0) {
      await manager.query('DELETE FROM alert_message WHERE id = $1', [id]);
    } else if (lines.length < content.lines.length || content.more !== undefined) {
      await rewriteSum(manager, id, summaryOf(lines, new Date(content.at)));
    }
  }
}

async function rewriteSum(manager: EntityManager, id: string, content: AlertContent): Promise<void> {
  await manager.query('UPDATE alert_message SET content = $2, count = $3 WHERE id = $1', [
    id,
    JSON.stringify(content),
    content.lines.length,
  ]);
}

/** Quiet hours have begun: what waits and nobody is sending waits for their end. */
export async function holdWaiting(
  manager: EntityManager,
  { id, urgentInQuiet }: Pick<AlertChannelEntity, 'id' | 'urgentInQuiet'>,
): Promise<void> {
  const waiting = `channel_id = $1 AND state = 'PENDING' AND NOT (urgent AND $2::boolean) AND ${leaseFree()}`;
  await manager.query(
    `UPDATE alert_message SET state = 'HELD', next_attempt_at = NULL WHERE ${waiting} AND problem_id IS NOT NULL`,
    [id, urgentInQuiet],
  );
  // A sum is not summed up again: as long as it is quiet, it is put off.
  await manager.query(
    `UPDATE alert_message SET next_attempt_at = now() + interval '2 minutes' WHERE ${waiting} AND problem_id IS NULL`,
    [id, urgentInQuiet],
  );
}

/** What waits about these is urgent by now, and the channel tells that in quiet hours too. */
export async function releaseUrgent(
  manager: EntityManager,
  channelId: string,
  problemIds: string[],
): Promise<void> {
  await manager.query(
    `UPDATE alert_message SET state = 'PENDING', urgent = true, next_attempt_at = now()
     WHERE channel_id = $1 AND state = 'HELD' AND problem_id = ANY($2::bigint[])`,
    [channelId, problemIds],
  );
}

/** What waited for the end of quiet hours, the oldest first. */
export function heldMessages(
  manager: EntityManager,
  channelId: string,
): Promise<{ problemId: string; what: AlertWhat }[]> {
  return rowsOf(
    manager,
    `SELECT problem_id AS "problemId", what FROM alert_message WHERE channel_id = $1 AND state = 'HELD' ORDER BY seq`,
    [channelId],
  );
}

/** @param summedIn the message that says them @param problemIds of which it says something; what waits about others goes on waiting */
export async function settleHeld(
  manager: EntityManager,
  channelId: string,
  summedIn: string,
  problemIds: ReadonlySet<string>,
): Promise<void> {
  await manager.query(
    `UPDATE alert_message SET state = 'SUMMED', summed_in = $2, settled_at = now()
     WHERE channel_id = $1 AND state = 'HELD' AND problem_id = ANY($3::bigint[])`,
    [channelId, summedIn, [...problemIds]],
  );
}
