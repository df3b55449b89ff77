import { Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import type { Store } from './entities/store.entity.js';
import { shadowWaitingDeliveries, shadowWaitingWrites } from './mode-change.repository.js';
import { waitingWork, type WaitingWork } from './waiting-work.read-model.js';

const logger = new Logger('StoreMode');

export function modeIn(settings: object): StoreMode {
  return (settings as { mode?: StoreMode }).mode ?? StoreMode.Live;
}

/**
 * Before new settings are stored: a store that leaves shadow mode sends nothing of what it recorded there, and one that enters it
 * sends nothing more of what waits. What is in doubt is looked at in either mode.
 * @returns what waited, where the mode changes
 */
export async function changeMode(
  manager: EntityManager,
  store: Store,
  settings: object,
  actor: Actor,
): Promise<WaitingWork | undefined> {
  const [before, after] = [modeIn(store.settings), modeIn(settings)];
  if (before === after) return undefined;
  if (before === StoreMode.Shadow) await shadowWaitingWrites(manager, store.id);
  const waiting = await waitingWork(manager, store.id);
  await shadowWaitingDeliveries(manager, store.id);
  await recordAudit(manager, actor, {
    action: 'store.mode',
    subject: `store:${store.code}`,
    before: { mode: before },
    after: { mode: after, waiting },
  });
  return waiting;
}

export function logModeChange({ code, settings }: Store, waiting: WaitingWork): void {
  logger.warn({ store: code, mode: modeIn(settings), ...waiting }, 'the mode of the store was changed');
}
