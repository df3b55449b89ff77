import { expect, it } from '@jest/globals';
import { noticeOf } from './notices.js';

it.each([
  ['paused', undefined, 'The store is paused.'],
  ['replayedAll', '12', '12 are sent again.'],
  ['replayedAll', '<b>', 'are sent again.'],
  ['replayedAll', '1234567890', 'are sent again.'],
  ['<script>', '1', undefined],
  ['constructor', '1', undefined],
  ['__proto__', undefined, undefined],
  [undefined, '1', undefined],
  [['paused'], undefined, undefined],
])('%j with %j says: %s', (did, count, notice) => expect(noticeOf({ did, count })).toBe(notice));
