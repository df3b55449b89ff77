import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { loggerOptions, requestIdOf } from './logger-options.js';

const { serializers, customLogLevel } = loggerOptions('info').pinoHttp as unknown as {
  serializers: Record<'req' | 'err' | 'res', (value: unknown) => Record<string, unknown>>;
  customLogLevel: (request: unknown, response: { statusCode: number }, error?: Error) => string;
};

describe('a line of the log', () => {
  it('of a request has its path, and neither query, headers nor body', () => {
    const request = {
      method: 'POST',
      url: '/orders?authPassword=secret',
      headers: { authorization: 'Bearer secret' },
      body: { name: 'Jane Doe' },
    };
    expect(serializers.req(request)).toEqual({ method: 'POST', path: '/orders' });
  });

  it('of an answer has its status alone', () => {
    expect(serializers.res({ statusCode: 200, body: 'Jane Doe', headers: {} })).toEqual({ status: 200 });
  });

  it('of an error has no parameters of its statement', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      parameters: ['Jane Doe'],
      driverError: { detail: 'Jane Doe' },
    });
    const line = serializers.err(error);
    expect(Object.keys(line).sort()).toEqual(['code', 'message', 'stack', 'type']);
    expect(line).toMatchObject({ code: '23505', message: 'duplicate key', type: 'Error' });
  });

  it.each([
    [200, undefined, 'debug'],
    [404, undefined, 'debug'],
    [500, undefined, 'warn'],
    [200, new Error('x'), 'warn'],
  ])('of an answer with %d and %s is of level %s', (statusCode, error, level) => {
    expect(customLogLevel({}, { statusCode }, error)).toBe(level);
  });
});

describe('the id of a request', () => {
  const idOf = (given: unknown) =>
    requestIdOf({ headers: { 'x-request-id': given } } as unknown as IncomingMessage);

  it.each(['a', 'increff-1:2.3', 'x'.repeat(128)])('is the caller’s: %s', (given) =>
    expect(idOf(given)).toBe(given),
  );

  it.each([undefined, '', 'a b', 'a\nINFO forged', '{}', 'ä', 'x'.repeat(129), ['a', 'b']])(
    'is our own in place of %j',
    (given) => expect(idOf(given)).toMatch(/^[0-9a-f-]{36}$/),
  );
});
