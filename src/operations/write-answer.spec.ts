import { expect, it } from '@jest/globals';
import { modeOf } from './write-answer.js';

it.each([
  [undefined, false],
  ['', false],
  ['respond-async', true],
  ['return=minimal, Respond-Async', true],
  ['respond-async;wait=10', false],
  ['return=minimal', false],
])('Prefer: %s', (header, respondAsync) => {
  expect(modeOf({ dryRun: false }, header)).toEqual({ dryRun: false, respondAsync });
});
