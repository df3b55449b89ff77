import type { EntityManager } from 'typeorm';
import { CLI } from '../platform/audit/actor-words.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { dataSourceOptions, withDataSource } from '../platform/database/data-source.js';
import { type Checkpoint, lastLinkBefore, lockHead, removeUpTo } from './audit.repository.js';
import { REMOVED } from './audit-verifier.js';

/**
 * Removes the front of the log, and leaves a checkpoint at its end: an entry that names the last position that is gone, and its
 * hash, by which what is left can still be verified.
 * @param url of the owner: the service's own role may not delete here
 * @param before entries from before then go, up to the first one that is younger
 * @returns how many
 */
export function removeAudit(url: string, before: Date): Promise<number> {
  return withDataSource(dataSourceOptions(url), (owner) =>
    owner.transaction(async (manager) => {
      // Nobody appends between the look at the end and the checkpoint.
      await lockHead(manager);
      const last = await lastLinkBefore(manager, before);
      return last ? remove(manager, last, before) : 0;
    }),
  );
}

async function remove(manager: EntityManager, last: Checkpoint, before: Date): Promise<number> {
  const rows = await removeUpTo(manager, last.position);
  const after = { ...last, rows, before: before.toISOString() };
  await recordAudit(manager, CLI, { action: REMOVED, subject: 'audit', after });
  return rows;
}
