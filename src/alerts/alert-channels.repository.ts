import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { Receiver } from './alert.types.js';
import { AlertChannelEntity } from './entities/alert-channel.entity.js';

/** A channel, and how many of its messages wait. */
export type CountedChannel = AlertChannelEntity & { waiting: number };

/** @param storeId those for this store; undefined: all */
export async function listChannels(manager: EntityManager, storeId?: number): Promise<CountedChannel[]> {
  const rows = await manager.find(AlertChannelEntity, { order: { name: 'ASC' } });
  const meant = rows.filter(
    (row) => storeId === undefined || row.storeId === null || row.storeId === storeId,
  );
  const counts = await rowsOf<{ id: string; n: number }>(
    manager,
    `SELECT channel_id AS id, count(*)::int AS n FROM alert_message WHERE state IN ('PENDING', 'HELD') GROUP BY 1`,
  );
  const waiting = new Map(counts.map(({ id, n }) => [id, n]));
  return meant.map((row) => Object.assign(row, { waiting: waiting.get(row.id) ?? 0 }));
}

/** Until the end of the transaction nobody else changes it, and no try of it is written down. */
export function lockChannel(manager: EntityManager, id: string): Promise<AlertChannelEntity | null> {
  return manager.findOne(AlertChannelEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export function findChannel(manager: EntityManager, id: string): Promise<AlertChannelEntity | null> {
  return manager.findOneBy(AlertChannelEntity, { id });
}

export function lockAllChannels(manager: EntityManager): Promise<AlertChannelEntity[]> {
  return manager.find(AlertChannelEntity, { order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
}

export function saveChannel(
  manager: EntityManager,
  channel: AlertChannelEntity,
): Promise<AlertChannelEntity> {
  return manager.save(channel);
}

/** With its messages. @returns how many of them waited */
export async function deleteChannel(manager: EntityManager, { id }: AlertChannelEntity): Promise<number> {
  const waiting = await rowsOf<object>(
    manager,
    `DELETE FROM alert_message WHERE channel_id = $1 AND state IN ('PENDING', 'HELD') RETURNING 1`,
    [id],
  );
  await manager.delete(AlertChannelEntity, { id });
  return waiting.length;
}

/** What failed before is due at once: it goes to another address, or by other rules, by now. */
export async function retryChannelNow(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE alert_message SET next_attempt_at = now() WHERE channel_id = $1 AND state = 'PENDING'`,
    [id],
  );
}

/** Those that still are, by id, each with the version that it was read in. */
export async function receiversOf(
  manager: EntityManager,
  ids: string[],
): Promise<Map<string, Receiver & { name: string; version: number }>> {
  const rows = await rowsOf<Receiver & { name: string; version: number }>(
    manager,
    `SELECT id AS "channelId", kind, target, secrets_key_id AS "secretsKeyId", secrets_box AS "secretsBox", name, version
     FROM alert_channel WHERE id = ANY($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.channelId, row]));
}
