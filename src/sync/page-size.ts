import type { StoreContext } from '../stores/stores.service.js';

/** Orders per page: the store's setting, or the shop's own limit where a run has met it. */
export function pageSizeOf({ settings, row }: StoreContext): number {
  return Math.min(settings.pageSize, Number(row.traits['pageSize'] ?? settings.pageSize));
}
