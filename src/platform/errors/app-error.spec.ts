import { expect, it } from '@jest/globals';
import { BadRequestError, errorWords, isBug } from './app-error.js';

it.each<[string, unknown, string, boolean]>([
  ['an error of a caller', BadRequestError.field('path', 'is wrong'), 'BAD_DATA', false],
  [
    'a pooler without a server',
    Object.assign(new Error('server conn crashed?'), { code: '08P01' }),
    'DATABASE_UNAVAILABLE',
    false,
  ],
  ['a former primary', { driverError: { code: '25006' } }, 'DATABASE_UNAVAILABLE', false],
  ['a statement that is wrong', { driverError: { code: '42601' } }, 'INTERNAL', true],
  ['a bug', new TypeError('undefined is not a function'), 'INTERNAL', true],
])('%s has the code of what it is', (_what, error, code, bug) => {
  expect(errorWords(error).code).toBe(code);
  expect(isBug(error)).toBe(bug);
});
