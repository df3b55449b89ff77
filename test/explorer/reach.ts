/** Old faults that need a process to fail, or a clock to step. */
export const WITH_PROCESSES = new Set([
  'delivery-sent-under-a-lost-lease',
  'doubt-by-the-process-clock',
  'lease-not-checked-at-the-socket',
  'one-lease-token-per-process',
  'settlement-that-fails-is-dropped',
  'stock-refill-unowned',
  'stock-write-unfenced',
]);

/** Old faults that no schedule can show, and why: the explorer has no such thing. */
export const OUT_OF_REACH: Record<string, string> = {};
