import { expect, it } from '@jest/globals';
import { isAboutRows, isConnectionFailure, isDeadlock } from './pg-errors.js';

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

it.each<[string, unknown, boolean]>([
  ['a connection that was ended', { code: '57P01' }, true],
  ['a server that starts', { code: '57P03' }, true],
  ['a pooler that has no server', { code: '08P01' }, true],
  ['a primary that is none any more', { driverError: { code: '25006' } }, true],
  ['a session that stood still', { code: '25P03' }, true],
  ['a host that is not reached', { code: 'EHOSTUNREACH' }, true],
  ['a name that leads nowhere for the moment', { code: 'EAI_AGAIN' }, true],
  ['a client that was closed', new Error('Client was closed and is not queryable'), true],
  ['a statement that was cancelled', { code: '57014' }, false],
  ['a transaction that another one undid', { code: '40001' }, false],
  ['a check', { code: '23514' }, false],
  ['nothing', undefined, false],
])('%s (%p): the database is away: %s', (_what, error, isAway) => {
  expect(isConnectionFailure(error)).toBe(isAway);
});
