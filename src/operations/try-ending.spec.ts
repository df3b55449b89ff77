import { afterEach, expect, it } from '@jest/globals';
import { systemClock } from '../platform/time/clock.js';
import { time } from '../platform/time/time.js';
import type { Operation } from './operation.types.js';
import { noteAnswer, noteFailure } from './try-ending.js';

afterEach(() => time.useClock(systemClock));

const sent = (): Operation => ({ sending: { since: time.monotonic() } }) as Operation;

it('takes as long as it took, also where the wall clock is put right by a year meanwhile', () => {
  let [monotonic, wall] = [1000, Date.parse('2025-01-01')];
  time.useClock({ ...systemClock, monotonic: () => monotonic, now: () => wall });
  const operation = sent();
  monotonic += 250;
  wall = Date.parse('2026-01-01');
  noteAnswer(operation, '7');
  expect(operation.sending!.ending).toEqual({
    ...{ durationMs: 250, status: 200, errorCode: null, error: null, response: '7' },
  });
});

it('is words that PostgreSQL takes, however odd the answer', () => {
  const operation = sent();
  noteFailure(operation, new Error(`a\0b${'x'.repeat(1997)}😀`));
  const { error } = operation.sending!.ending!;
  expect([error!.includes('\0'), error!.isWellFormed(), error!.length <= 2000]).toEqual([false, true, true]);
});

it.each([
  ['an id as text', '12', '12'],
  ['an id', 12, '12'],
  ['a yes', true, 'true'],
  ['words that a gateway put in, which may be our own sign-in', 'Bearer abcDEF123', null],
  ['a document', { customer: 'A' }, null],
  ['an endless id', '1'.repeat(32), null],
])('keeps of an answer no more than an id or a yes: %s', (_name, answer, kept) => {
  const operation = sent();
  noteAnswer(operation, answer);
  expect(operation.sending!.ending!.response).toBe(kept);
});

it('is none where nothing was stamped', () => {
  const operation = {} as Operation;
  noteFailure(operation, new Error('before'));
  noteAnswer(operation, 'x');
  expect(operation).toEqual({});
});
