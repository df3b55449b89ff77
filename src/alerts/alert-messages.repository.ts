import type { EntityManager } from 'typeorm';
import { LEASE_SECONDS } from '../deliveries/delivery.types.js';
import { rowsOf } from '../platform/database/data-source.js';
import { Lease, LEASE_GIVEN_BACK, leaseFree } from '../platform/jobs/lease.js';
import type { AlertContent } from './alert.types.js';

/** A message that this process sends. */
export interface HeldMessage {
  id: string;
  token: string;
  channelId: string;
  content: AlertContent;
  /** This try, from 1. */
  attempts: number;
}

/** Of a message of one problem: a summary that says something of it goes first. */
const SUMMED_BEFORE = `SELECT FROM alert_message e JOIN alert_message s ON s.id = e.summed_in
  WHERE e.channel_id = m.channel_id AND e.problem_id = m.problem_id AND s.state = 'PENDING' AND s.seq < m.seq`;

/** Of a summary: the one before goes first, and what waits of its problems. */
const BEFORE_SUM = `SELECT FROM alert_message e WHERE m.problem_id IS NULL AND e.channel_id = m.channel_id AND e.state = 'PENDING'
  AND e.seq < m.seq AND (e.problem_id IS NULL
    OR EXISTS (SELECT FROM alert_message p WHERE p.problem_id = e.problem_id AND p.summed_in = m.id))`;

/**
 * One of each channel at a time: what hangs holds up nobody else. Messages about one problem keep their order, also within summaries;
 * a message that a receiver never takes holds up none of the other problems, but for a summary with the same problem in it.
 */
const NEXT_OF_EACH = `SELECT DISTINCT ON (m.channel_id) m.id FROM alert_message m JOIN alert_channel c ON c.id = m.channel_id
  WHERE c.enabled AND m.state = 'PENDING' AND m.next_attempt_at <= now() AND ${leaseFree('m.')}
    AND NOT EXISTS (SELECT FROM alert_message u WHERE u.channel_id = m.channel_id AND u.state = 'PENDING'
      AND u.lease_until >= now())
    AND NOT EXISTS (SELECT FROM alert_message e WHERE e.channel_id = m.channel_id AND e.problem_id = m.problem_id
      AND e.state = 'PENDING' AND e.seq < m.seq)
    AND NOT EXISTS (${SUMMED_BEFORE}) AND NOT EXISTS (${BEFORE_SUM})
  ORDER BY m.channel_id, m.next_attempt_at, m.seq`;

/** Something can be claimed. */
export const ALERT_DUE = `EXISTS (${NEXT_OF_EACH})`;

const lease = new Lease<Pick<HeldMessage, 'id' | 'token'>>({
  table: 'alert_message',
  key: ['id'],
  seconds: LEASE_SECONDS,
  while: `state = 'PENDING'`,
  of: ({ id, token }) => [id, token],
  called: ({ id }) => `alert ${id}`,
});

/** A claim counts as a try unless it is given back. */
export function claimMessages(manager: EntityManager): Promise<HeldMessage[]> {
  return lease.claim<HeldMessage>(manager, {
    where: `t.state = 'PENDING' AND t.next_attempt_at <= now() AND ${leaseFree('t.')} AND t.id IN (${NEXT_OF_EACH})`,
    first: 'ORDER BY t.seq',
    set: 'attempts = attempts + 1',
    returning: 't.id, lease_token AS token, channel_id AS "channelId", content, attempts',
  });
}

/** It was not sent. @returns false where another process has it by now */
export async function giveBackMessage(
  manager: EntityManager,
  held: HeldMessage,
  waitSeconds: number,
): Promise<boolean> {
  const given = await lease.writeIfHeld(manager, held, {
    set: `${LEASE_GIVEN_BACK}, attempts = greatest(attempts - 1, 0), next_attempt_at = now() + make_interval(secs => $3)`,
    values: [waitSeconds],
  });
  return given !== undefined;
}

/** What came of a try, as it is written down. */
export interface SettledAlert {
  /** Undefined: it was taken. */
  error?: string;
  /** Until the next try. */
  waitSeconds: number;
  /** Of the channel, when its address was read. */
  version: number;
}

/**
 * In one transaction with how the channel does. A failure at an address that was changed since says nothing: it is due at once.
 * @returns false where another process has the message, or somebody removed its channel
 */
export async function settleMessage(
  manager: EntityManager,
  held: HeldMessage,
  { error, waitSeconds, version }: SettledAlert,
): Promise<boolean> {
  const [channel] = await rowsOf<{ version: number }>(
    manager,
    'SELECT version FROM alert_channel WHERE id = $1 FOR NO KEY UPDATE',
    [held.channelId],
  );
  if (!channel) return false;
  const isCurrent = channel.version === version;
  const settled = await lease.writeIfHeld(manager, held, {
    set: `state = CASE WHEN $3::text IS NULL THEN 'SENT' ELSE 'PENDING' END, last_error = $3, ${LEASE_GIVEN_BACK},
      settled_at = CASE WHEN $3::text IS NULL THEN now() END,
      next_attempt_at = CASE WHEN $3::text IS NOT NULL THEN now() + make_interval(secs => $4) END`,
    values: [error ?? null, isCurrent ? waitSeconds : 0],
  });
  if (settled !== undefined && isCurrent) await noteTry(manager, held.channelId, error ?? null);
  return settled !== undefined;
}

async function noteTry(manager: EntityManager, channelId: string, error: string | null): Promise<void> {
  await manager.query(
    `UPDATE alert_channel SET last_error = $2, failures = CASE WHEN $2::text IS NULL THEN 0 ELSE failures + 1 END,
       failing_since = CASE WHEN $2::text IS NOT NULL THEN coalesce(failing_since, now()) END,
       last_success_at = CASE WHEN $2::text IS NULL THEN now() ELSE last_success_at END,
       last_failure_at = CASE WHEN $2::text IS NULL THEN last_failure_at ELSE now() END
     WHERE id = $1`,
    [channelId, error],
  );
}
