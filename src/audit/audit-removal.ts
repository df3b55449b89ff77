import { DataSource, type EntityManager } from 'typeorm';
import { CLI } from '../platform/audit/actor-words.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { dataSourceOptions, rowsOf } from '../platform/database/data-source.js';
import { REMOVED } from './audit-verifier.js';

interface Checkpoint {
  position: string;
  hash: string;
}

/**
 * Removes the front of the log, and leaves a checkpoint at its end: an entry that names the last position that is gone, and its
 * hash, by which what is left can still be verified.
 * @param url of the owner: the service's own role may not delete here
 * @param before entries from before then go, up to the first one that is younger
 * @returns how many
 */
export async function removeAudit(url: string, before: Date): Promise<number> {
  const owner = await new DataSource(dataSourceOptions(url)).initialize();
  try {
    return await owner.transaction(async (manager) => {
      // Nobody appends between the look at the end and the checkpoint.
      await manager.query('SELECT 1 FROM audit_head FOR UPDATE');
      const last = await lastBefore(manager, before);
      return last ? remove(manager, last, before) : 0;
    });
  } finally {
    await owner.destroy();
  }
}

async function lastBefore(manager: EntityManager, before: Date): Promise<Checkpoint | undefined> {
  const [last] = await rowsOf<Checkpoint>(
    manager,
    `SELECT position, encode(hash, 'hex') AS hash FROM audit_chain
     WHERE position < coalesce((SELECT min(c.position) FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id
       WHERE a.at >= $1), (SELECT position + 1 FROM audit_head))
     ORDER BY position DESC LIMIT 1`,
    [before],
  );
  return last;
}

async function remove(manager: EntityManager, last: Checkpoint, before: Date): Promise<number> {
  await manager.query(`SELECT set_config('bridge.audit_removal', 'yes', true)`);
  const gone = await rowsOf<{ id: string }>(
    manager,
    'DELETE FROM audit_chain WHERE position <= $1 RETURNING entry_id AS id',
    [last.position],
  );
  await manager.query('DELETE FROM audit_log WHERE id = ANY($1::bigint[])', [gone.map(({ id }) => id)]);
  const after = { ...last, rows: gone.length, before: before.toISOString() };
  await recordAudit(manager, CLI, REMOVED, 'audit', null, after);
  return gone.length;
}
