/** What leaves the process for a store. Meanings: setting `mode` in the store's settings. */
export enum StoreMode {
  Live = 'live',
  Shadow = 'shadow',
}
