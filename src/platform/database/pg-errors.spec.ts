import { expect, it } from '@jest/globals';
import { isAboutRows, isDeadlock } from './pg-errors.js';

it.each<[string, string | undefined, boolean]>([
  ['a number out of range', '22003', true],
  ['a text with NUL', '22021', true],
  ['a check', '23514', true],
  ['our own trigger', 'P0001', true],
  ['a deadlock', '40P01', false],
  ['a serialization failure', '40001', false],
  ['a lost connection', '08006', false],
  ['a disk that is full', '53100', false],
  ['a lock that is not to be had', '55P03', false],
  ['a shutdown', '57P01', false],
  ['an I/O error', '58030', false],
  ['a column that is not there', '42703', false],
  ['an error of PostgreSQL itself', 'XX000', false],
  ['a socket', 'ECONNRESET', false],
  ['a pipe that is broken, in five capitals', 'EPIPE', false],
  ['no code', undefined, false],
])('%s (%s) is about rows: %s', (_what, code, aboutRows) => {
  for (const error of [{ code }, { driverError: { code } }]) {
    expect(isAboutRows(error)).toBe(aboutRows);
    expect(isDeadlock(error)).toBe(code === '40P01');
  }
});
