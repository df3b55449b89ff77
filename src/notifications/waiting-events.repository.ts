import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import type { StatusReading } from './notification.types.js';

export interface WaitingEvent {
  id: string;
  storeId: number;
  source: string;
  reading: StatusReading;
  requestId: string | null;
}

const COLUMNS = 'id, store_id AS "storeId", source, reading, request_id AS "requestId"';

/**
 * Until the next look: at once, then twice as long each time, up to ten minutes; of one that is older than three days up to a day, so
 * that many that are of nobody here do not hold up the others. A parcel or a return that becomes known wakes them; an order that is
 * imported does not.
 */
const NEXT_LOOK = `now() + least(CASE WHEN n.received_at > now() - interval '3 days' THEN 600 ELSE 86400 END,
  power(2, least(n.looks, 17))) * interval '1 second'`;

const LOOK_DUE = `state = 'WAITING' AND look_at <= now()`;

/** Some event is to be looked at. */
export const EVENT_LOOK_DUE = `EXISTS (SELECT FROM notification WHERE ${LOOK_DUE})`;

/** Takes what is due, so that no other worker looks beside this one. The oldest events first: they go out in their order. */
export async function takeDue(manager: EntityManager, most: number): Promise<WaitingEvent[]> {
  const rows = await preparedRows<WaitingEvent & { at: Date }>(
    manager,
    `UPDATE notification n SET looks = n.looks + 1, look_at = ${NEXT_LOOK}
     WHERE n.id IN (SELECT id FROM notification WHERE ${LOOK_DUE}
       ORDER BY look_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}, event_time AS at`,
    [most],
  );
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.id) - Number(b.id));
}

/** Looks again, as soon as the caller's transaction is committed, for events that have one of these names. */
export async function wakeWaiting(manager: EntityManager, storeId: number, names: string[]): Promise<void> {
  await preparedRows(
    manager,
    `UPDATE notification SET look_at = now(), looks = 0 WHERE state = 'WAITING' AND names && $2::text[] AND store_id = $1`,
    [storeId, names],
  );
}

/** Nobody else settles it until the end of the transaction. @returns undefined when it waits no more */
export async function lockWaiting(manager: EntityManager, id: string): Promise<WaitingEvent | undefined> {
  const rows = await preparedRows<WaitingEvent>(
    manager,
    `SELECT ${COLUMNS} FROM notification WHERE id = $1 AND state = 'WAITING' FOR UPDATE`,
    [id],
  );
  return rows[0];
}

export interface KeptState {
  state: string;
  source: string;
  reading: StatusReading | null;
}

export async function stateOf(
  manager: EntityManager,
  storeId: number,
  id: string,
): Promise<KeptState | undefined> {
  const rows = await preparedRows<KeptState>(
    manager,
    'SELECT state, source, reading FROM notification WHERE id = $2 AND store_id = $1',
    [storeId, id],
  );
  return rows[0];
}

/** It stays waiting, with a reason that is newer. */
export async function keepReason(manager: EntityManager, id: string, reason: string): Promise<void> {
  await preparedRows(
    manager,
    `UPDATE notification SET reason = $2 WHERE id = $1 AND state = 'WAITING' AND reason IS DISTINCT FROM $2`,
    [id, reason],
  );
}

/** It waits no more, and nothing goes out. */
export async function setAside(
  manager: EntityManager,
  id: string,
  state: 'DISMISSED' | 'UNMAPPED',
  reason: string,
  forwardOrderCode: string | null = null,
): Promise<void> {
  await preparedRows(
    manager,
    `UPDATE notification SET state = $2, reason = $3, forward_order_code = $4, look_at = NULL, names = NULL, reading = NULL,
       type = CASE $2 WHEN 'UNMAPPED' THEN NULL ELSE type END
     WHERE id = $1 AND state = 'WAITING'`,
    [id, state, reason, forwardOrderCode],
  );
}

/** Which of the events that wait. */
export interface WaitingEvents {
  source?: string | undefined;
  name?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const THOSE = `state = 'WAITING' AND store_id = $1 AND ($2::text IS NULL OR source = $2)
  AND ($3::text IS NULL OR names && ARRAY[$3]) AND ($4::timestamptz IS NULL OR received_at >= $4)
  AND ($5::timestamptz IS NULL OR received_at <= $5)`;

const valuesOf = (storeId: number, { source, name, from, to }: WaitingEvents): unknown[] => [
  storeId,
  ...[source, name, from, to].map((one) => one ?? null),
];

export async function countWaitingEvents(
  manager: EntityManager,
  storeId: number,
  those: WaitingEvents,
): Promise<number> {
  const rows = await preparedRows<{ count: number }>(
    manager,
    `SELECT count(*)::int AS count FROM notification WHERE ${THOSE}`,
    valuesOf(storeId, those),
  );
  return rows[0]!.count;
}

/** The next ones after an id that are not being settled. @returns their ids */
export async function setThoseAside(
  manager: EntityManager,
  storeId: number,
  those: WaitingEvents,
  { reason, after, most }: { reason: string; after: string; most: number },
): Promise<string[]> {
  const rows = await preparedRows<{ id: string }>(
    manager,
    `UPDATE notification SET state = 'DISMISSED', reason = $6, look_at = NULL, names = NULL, reading = NULL
     WHERE id IN (SELECT id FROM notification WHERE ${THOSE} AND id > $7 ORDER BY id LIMIT $8 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [...valuesOf(storeId, those), reason, after, most],
  );
  return rows.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
}
