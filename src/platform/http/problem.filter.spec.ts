import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { ConflictError } from '../errors/app-error.js';
import { toAppError } from './problem.filter.js';

const failed = (code: string): QueryFailedError =>
  new QueryFailedError('SELECT $1', ['Jane Doe'], Object.assign(new Error('secret words'), { code }));
const framework = (statusCode: number, code = 'FST_ERR'): Error =>
  Object.assign(new Error('words'), { statusCode, code });

describe('an error as the caller meets it', () => {
  it('is our own where it is one', () => {
    const error = new ConflictError('Busy.', 5);
    expect(toAppError(error)).toBe(error);
  });

  it.each<[unknown, number, string, boolean]>([
    [new Error('secret words'), 500, 'INTERNAL', true],
    ['secret words', 500, 'INTERNAL', true],
    [undefined, 500, 'INTERNAL', true],
    [failed('23505'), 500, 'INTERNAL', true],
    [failed('57P01'), 503, 'DATABASE_UNAVAILABLE', true],
    [failed('57P03'), 503, 'DATABASE_UNAVAILABLE', true],
    [failed('08006'), 503, 'DATABASE_UNAVAILABLE', true],
    [failed('53300'), 503, 'DATABASE_UNAVAILABLE', true],
    [failed('57014'), 500, 'INTERNAL', true],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'DATABASE_UNAVAILABLE', true],
    [new Error('Connection terminated unexpectedly'), 503, 'DATABASE_UNAVAILABLE', true],
    [new NotFoundException('Cannot GET /x'), 404, 'NOT_FOUND', false],
    [new BadRequestException('odd'), 400, 'BAD_DATA', false],
    [framework(413), 413, 'BODY_TOO_LARGE', false],
    [framework(415), 415, 'UNSUPPORTED_MEDIA_TYPE', false],
    [framework(429), 429, 'TOO_MANY_REQUESTS', false],
    [framework(418), 418, 'BAD_DATA', false],
    [framework(500), 500, 'INTERNAL', true],
    [framework(400, 'FST_ERR_BAD_URL'), 400, 'BAD_DATA', false],
  ])('%s is %d %s', (thrown, status, code, retryable) => {
    const error = toAppError(thrown);
    expect([error.status, error.code, error.retryable]).toEqual([status, code, retryable]);
    expect(JSON.stringify([error.message, error.errors, error.members])).not.toMatch(/secret|Jane/);
  });

  it.each([
    [framework(400, 'FST_ERR_BAD_URL'), 'path'],
    [framework(413), 'body'],
    [framework(415), 'Content-Type'],
  ])('names the field that is at fault', (thrown, field) => {
    expect(toAppError(thrown).errors.map((one) => one.field)).toEqual([field]);
  });
});
