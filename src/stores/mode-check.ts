import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { waitingWork } from './waiting-work.read-model.js';
import { many } from '../platform/text/many.js';
import type { StoreContext } from './stores.service.js';

/** Whether anything is sent for the store, and what was planned in shadow mode and never sent. */
export async function checkMode(manager: EntityManager, store: StoreContext): Promise<CheckItem> {
  const { shadowedWrites, shadowedDeliveries, shadowedStock } = await waitingWork(manager, store.id);
  const kept = [
    `${many(shadowedWrites, 'write', 'writes')},`,
    many(shadowedDeliveries, 'delivery', 'deliveries'),
    `and ${many(shadowedStock, 'stock value', 'stock values')}`,
  ].join(' ');
  if (store.settings.mode === StoreMode.Shadow) {
    return warning('mode', `The store is in shadow mode: it sends nothing. Planned and not sent: ${kept}.`);
  }
  if (shadowedWrites + shadowedDeliveries + shadowedStock === 0) return ok('mode', 'The store is live.');
  return ok('mode', `The store is live. Of its time in shadow mode, not sent: ${kept}.`);
}
