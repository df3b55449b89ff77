import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { Imbalance } from './order-balance.js';

/** Where an order stands between Magento and Increff. Meanings: COMMENT on "order".sync_state. */
export enum SyncState {
  New = 'NEW',
  Acknowledged = 'ACKNOWLEDGED',
  Cancelled = 'CANCELLED',
  Held = 'HELD',
  Waiting = 'WAITING',
  Ignored = 'IGNORED',
}

/** What the order alone says; acknowledgement and release are our own facts and join in the database. */
export interface Classification {
  sync_state: Exclude<SyncState, SyncState.Acknowledged>;
  sync_reason: string | null;
}

const FINISHED = new Set(['complete', 'closed', 'canceled']);

/** Nothing more is to be done with it, by Magento or by the merchant's own statuses. */
export function isFinished(order: { state: string | null; sync_state: SyncState }): boolean {
  return order.sync_state === SyncState.Cancelled || FINISHED.has(order.state ?? '');
}

/** Lines to pack: there are some, all of them are cancelled or refunded, or there never was one. */
export type Goods = 'some' | 'gone' | 'none';

/** First match wins. */
export function classify(
  order: { status: string | null; state: string | null },
  imbalance: Imbalance | undefined,
  goods: Goods,
  createdAt: Date,
  settings: StoreSettings,
): Classification {
  const status = order.status ?? '';
  if (settings.cancelStatuses.includes(status)) return { sync_state: SyncState.Cancelled, sync_reason: null };
  if (goods === 'none') return ignored('no_simple_items');
  if (settings.startDate !== null && createdAt < new Date(settings.startDate)) {
    return ignored('before_start_date');
  }
  if (!settings.statusesToFetch.includes(status)) {
    if (FINISHED.has(order.state ?? '')) return ignored('already_finished');
    return { sync_state: SyncState.Waiting, sync_reason: 'status_not_fetched' };
  }
  if (goods === 'gone') return ignored('nothing_left');
  if (imbalance) return { sync_state: SyncState.Held, sync_reason: imbalance };
  return { sync_state: SyncState.New, sync_reason: null };
}

function ignored(reason: string): Classification {
  return { sync_state: SyncState.Ignored, sync_reason: reason };
}
