/** Ids that the database draws: the demo has rows with these. */
export const SAMPLE_IDS = {
  waitingWrite: 'a0000000-0000-4000-8000-000000000001',
  unwantedWrite: 'a0000000-0000-4000-8000-000000000002',
  delivery: 'a0000000-0000-4000-8000-000000000003',
  erasure: 'a0000000-0000-4000-8000-000000000004',
  backfill: 'a0000000-0000-4000-8000-000000000005',
  comparison: 'a0000000-0000-4000-8000-000000000006',
  strangeEvent: '900001',
  foreignEvent: '900002',
  lateEvent: '900003',
  channel: '900001',
  unusedChannel: '900002',
  manifest: 'M-900001',
  lostInvoice: '900001',
  doubledInvoice: '900002',
} as const;
