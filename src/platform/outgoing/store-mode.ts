/** What leaves the process for a store. Meanings: setting `mode` in the store's settings. */
export enum StoreMode {
  Live = 'live',
  Shadow = 'shadow',
}

/** In place of a mode: the store is on its way to another database, or there. */
export const AWAY = 'away';

/** What holds for a store just now. */
export type ModeNow = StoreMode | typeof AWAY;
