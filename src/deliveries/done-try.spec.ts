import { expect, it } from '@jest/globals';
import type { ClaimedDelivery, SendResult } from './delivery.types.js';
import type { VersionedChange } from './delivery-settling.repository.js';
import { type Done, mergeChanges } from './done-try.js';

const quiet = { failures: 0, failingSince: null, pauseSeconds: 0, disabledReason: null, enable: false };
const change = (id: string, version: string, more: Partial<VersionedChange> = {}): VersionedChange => ({
  ...{ id, version, ...quiet, succeeded: true, back: false, ...more },
});
const done = (one: VersionedChange | undefined): Done => ({
  delivery: {} as ClaimedDelivery,
  result: {} as SendResult,
  change: one,
  again: false,
});
const merged = (...changes: (VersionedChange | undefined)[]): VersionedChange[] =>
  mergeChanges(changes.map(done));

it('makes one change of several of an endpoint, the last one, and forgets neither that it is back nor why it is disabled', () => {
  const last = change('1', 'a', { failures: 2 });
  expect(merged(change('1', 'a', { back: true }), undefined, last)).toEqual([{ ...last, back: true }]);
  expect(merged(change('1', 'a', { disabledReason: 'GONE' }), last)).toEqual([
    { ...last, disabledReason: 'GONE' },
  ]);
});

it('mixes nothing of another address into it, nor of another endpoint', () => {
  const [before, now] = [change('2', 'a', { back: true, disabledReason: 'GONE' }), change('2', 'b')];
  expect(merged(before, now)).toEqual([now]);
  expect(merged(change('10', 'a', { back: true }), now, change('9', 'a'))).toEqual([
    now,
    change('9', 'a'),
    change('10', 'a', { back: true }),
  ]);
});
