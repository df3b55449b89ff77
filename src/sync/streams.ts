import type { StoreSettings } from '../stores/dto/store-settings.dto.js';

/** What a stream asks Magento for. The names are the contract of the admin API and of sync_cursor.stream. */
export interface StreamDefinition {
  readonly name: StreamName;
  /** Column of the window and of the sorting; without one the stream has no window and is sorted by entity_id. */
  readonly timeField?: 'created_at' | 'updated_at';
  /** Status filter; without one all orders are asked for. */
  readonly statuses?: (settings: StoreSettings) => string[];
  /** Runs at every n-th poll interval. */
  readonly everyIntervals: number;
  /** Not more often than this. */
  readonly atLeastSeconds?: number;
  /** Reads a cheap list of all orders, and in full only those that differ from what is stored. */
  readonly sweep?: true;
  /** Reads a list that shows what is stored of an order, and in full only those that differ. */
  readonly short?: true;
}

export const STREAM_NAMES = [
  'orders.new',
  'orders.pending',
  'orders.changed',
  'orders.cancelled',
  'orders.sweep',
] as const;
export type StreamName = (typeof STREAM_NAMES)[number];

export const STREAMS: Record<StreamName, StreamDefinition> = {
  /** As the customer's document has it. Alone it would miss an order that is paid after its window has passed. */
  'orders.new': {
    name: 'orders.new',
    timeField: 'created_at',
    statuses: (settings) => settings.statusesToFetch,
    everyIntervals: 1,
  },
  /** Catches what the other streams could lose: no time window at all. */
  'orders.pending': {
    name: 'orders.pending',
    statuses: (settings) => settings.pendingStatuses,
    everyIntervals: 5,
    short: true,
  },
  'orders.changed': { name: 'orders.changed', timeField: 'updated_at', everyIntervals: 1 },
  'orders.cancelled': {
    name: 'orders.cancelled',
    timeField: 'updated_at',
    statuses: (settings) => settings.cancelStatuses,
    everyIntervals: 1,
  },
  /**
   * Once a day, over all ids: proves that none is missing and that none stands still here. It does not depend on the
   * shop's stamps and clocks.
   */
  'orders.sweep': { name: 'orders.sweep', everyIntervals: 1, atLeastSeconds: 86_400, sweep: true },
};
