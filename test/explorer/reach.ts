import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Mode = '--waves' | '--processes';

/** Old faults that need a process to fail, or a clock to step; and those that only a real process shows when it is frozen. */
export const WITH_PROCESSES: Readonly<Record<string, Mode>> = {
  'doubt-by-the-process-clock': '--waves',
  'lease-not-checked-at-the-socket': '--processes',
  'stamped-before-the-slot': '--processes',
  'stock-refill-unowned': '--waves',
  'stock-store-outside-try': '--waves',
  'stock-write-unfenced': '--processes',
};

const WHY = {
  lists: 'lists of orders are whole or fail; none disobeys, is odd, or too heavy',
  comparison: 'no comparison, backfill, sweep or rebuild is run',
  keys: 'an Idempotency-Key always comes with the same body',
  endpoints: 'endpoints and stores are not changed',
  repeats: 'a delivery that comes twice breaks no promise',
  pace: 'how fast and how fairly is not judged, only what is true in the end',
  outage: 'no outage lasts for as long as it takes',
  books: 'the words of an outcome are not judged',
  signIn: 'stores sign in with a user and a password',
  heals: 'the next poll heals it before anybody looks',
};

export const OUT_OF_REACH_BY_REASON: Record<keyof typeof WHY, string[]> = {
  lists: [
    'amount-as-nan',
    'cursor-by-date-header',
    'entry-without-place-asked-for-without-end',
    'heavy-page-repeated',
    'lines-taken-on-trust',
    'lines-that-are-gone-are-dropped',
    'odd-order-stops-its-page',
    'page-not-checked',
    'page-size-forgotten',
    'retry-after-ignored',
    'time-out-not-halved',
    'total-count-ends-the-walk',
    'updated-at-as-version',
    'stock-missing-from-one-list',
  ],
  comparison: [
    'backfill-ends-before-its-first-order',
    'comparison-writes-without-its-lease',
    'dead-comparison-stays-running',
    'doubles-are-somebody-elses',
    'no-sweep',
    'odd-comments-end-a-comparison',
    'rebuild-in-two-steps',
    'reconciliation-compares-hashes',
    'stock-drift-two-ways',
    'stock-run-without-token',
    'sweep-leaves-out-what-does-not-come',
  ],
  keys: [
    'frozen-request-gives-up-the-key-of-another',
    'key-compared-with-a-request-of-before',
    'key-order-is-another-request',
    'large-numbers-are-one',
    'replay-logs-an-error',
  ],
  endpoints: [
    'endpoint-enable-does-not-retry-now',
    'endpoint-put-does-not-retry-now',
    'old-address-judges-the-new-one',
    'replaced-transport-stays-open',
    'same-code-same-order',
    'switched-protocol-keeps-its-slot',
    'unopened-secrets-count-as-a-try',
  ],
  repeats: [
    'delivery-sent-under-a-lost-lease',
    'one-lease-token-per-process',
    'settlement-that-fails-is-dropped',
    'unsent-claim-counts-as-a-try',
  ],
  pace: [
    'breaker-counts-one-sku-twelve-times',
    'deliveries-first-come-all-slots',
    'failing-order-blocks-rereads',
    'polls-share-slots',
    'stock-sign-in-is-outage',
  ],
  outage: [
    'accepted-write-given-up-after-twelve-tries',
    'outage-counts-for-parked',
    'own-error-retried-without-end',
    'stock-tried-for-ever',
  ],
  books: ['cancelled-order-is-not-noticed', 'handover-is-not-compared'],
  signIn: ['oauth-path-as-sent'],
  heals: ['any-200-is-a-list', 'contested-reading-dropped', 'older-page-overwrites'],
};

/** Old faults that no schedule can show, and why. */
export const OUT_OF_REACH: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(OUT_OF_REACH_BY_REASON).flatMap(([why, names]) =>
    names.map((name) => [name, WHY[why as keyof typeof WHY]] as const),
  ),
);

/** Names of the patches that there are. */
export function oldFaults(): string[] {
  return readdirSync(join(import.meta.dirname, '../old-faults'))
    .filter((name) => name.endsWith('.patch'))
    .map((name) => name.replace(/\.patch$/, ''));
}
