import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  fillPlaceholders,
  isTurnedAway,
  listSizeLimit,
  pageSizeLimit,
  refusesStatus,
  saysNoRoute,
  toMagentoError,
  wantsBundleOptions,
} from './error-mapping.js';
import {
  MagentoGatewayError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoRejectedError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTransientError,
  MagentoUnavailableError,
} from './magento.errors.js';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const ACL = {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Sales::cancel' },
};
const STATUS_247 = {
  message:
    'Unable to add comment: The status "%1" is not part of the order\n                 status history.',
  parameters: ['processing'],
};

/** Recorded exchange 488. */
const MAINTENANCE = (
  JSON.parse(
    readFileSync(
      new URL('../../test/fixtures/magento/recorded/488-maintenance-get.json', import.meta.url),
      'utf8',
    ),
  ) as { response: { body_raw: string } }
).response.body_raw;

describe('toMagentoError', () => {
  it.each([
    ['ACL or token', answer(401, ACL), MagentoPermissionError, 'NOT_SENT', false],
    [
      'sign-in',
      answer(401, { message: 'The signature is invalid. Verify and try again.' }),
      MagentoSignInError,
      'NOT_SENT',
      false,
    ],
    [
      'missing entity',
      answer(404, {
        message: "The entity that was requested doesn't exist. Verify the entity and try again.",
      }),
      MagentoNotFoundError,
      'ANSWERED',
      false,
    ],
    ['404 of a plugin', answer(404, { message: 'No label' }), MagentoNotFoundError, 'ANSWERED', false],
    [
      'validation of the request',
      answer(400, { message: '"%fieldName" is required. Enter and try again.' }),
      MagentoRejectedError,
      'REFUSED',
      false,
    ],
    [
      'validation of the document',
      answer(400, { message: "Shipment Document Validation Error(s):\nYou can't create a shipment." }),
      MagentoRejectedError,
      'REFUSED',
      false,
    ],
    [
      'validation of the document: nothing is left',
      answer(400, {
        message:
          "Shipment Document Validation Error(s):\nThe order does not allow a shipment to be created.\nYou can't create a shipment without products.",
      }),
      MagentoRejectedError,
      'ANSWERED',
      false,
    ],
    ['status refused', answer(400, STATUS_247), MagentoRejectedError, 'REFUSED', false],
    ['400 of a plugin', answer(400, { message: 'ERP is away' }), MagentoRejectedError, 'ANSWERED', false],
    [
      'lock wait as 400',
      answer(400, { message: 'The stock item was unable to be saved. Please try again.' }),
      MagentoTransientError,
      'ANSWERED',
      true,
    ],
    [
      'deadlock as 400',
      answer(400, { message: 'SQLSTATE[40001]: 1213 Deadlock found when trying to get lock' }),
      MagentoTransientError,
      'ANSWERED',
      true,
    ],
    [
      'own 500',
      answer(500, { message: 'Internal Error. Report ID: webapi-1' }),
      MagentoServerError,
      'ANSWERED',
      true,
    ],
    [
      '500 as text',
      answer(500, 'An error has happened during application run. See exception log for details.\n'),
      MagentoServerError,
      'ANSWERED',
      true,
    ],
    ['maintenance', answer(503, MAINTENANCE), MagentoUnavailableError, 'NOT_SENT', true],
    ['rate limit', answer(429, { message: 'Too many' }), MagentoTransientError, 'ANSWERED', true],
    ['rate limit of a proxy', answer(429, '{}'), MagentoGatewayError, 'IN_DOUBT', true],
    ['redirect', answer(302, ''), MagentoProtocolError, 'IN_DOUBT', false],
    [
      'a token of another length',
      answer(400, { message: 'The token length is invalid. Check the length and try again.' }),
      MagentoSignInError,
      'ANSWERED',
      false,
    ],
    [
      'a way to sign that is not supported',
      answer(400, { message: 'Signature method %1 is not supported', parameters: ['HMAC-SHA1'] }),
      MagentoSignInError,
      'ANSWERED',
      false,
    ],
    ['401 of a plugin', answer(401, { message: 'The ERP refuses.' }), MagentoSignInError, 'ANSWERED', false],
    ['401 of a proxy', answer(401, '<html>'), MagentoProtocolError, 'IN_DOUBT', false],
    ['JSON of a gateway', answer(503, { message: 'Unavailable' }), MagentoGatewayError, 'IN_DOUBT', true],
    ['JSON of another shape', answer(400, { error: 'no' }), MagentoProtocolError, 'IN_DOUBT', false],
    ...[400, 403, 404, 408, 413, 414].map(
      (status) =>
        [`HTML ${status}`, answer(status, '<html>'), MagentoProtocolError, 'IN_DOUBT', false] as const,
    ),
    ...[500, 502, 503, 504, 520, 521, 522, 523, 524].map(
      (status) =>
        [`HTML ${status}`, answer(status, '<html>'), MagentoGatewayError, 'IN_DOUBT', true] as const,
    ),
  ])('%s', (_name, given, type, phase, retryable) => {
    const error = toMagentoError(given);
    expect(error).toBeInstanceOf(type);
    expect([error.phase, error.retryable]).toEqual([phase, retryable]);
  });

  it('fills placeholders from lists and objects, and keeps what has no value', () => {
    expect(fillPlaceholders('The "%1" of %2', ['qty', 3])).toBe('The "qty" of 3');
    expect(fillPlaceholders('Maximum of type "%type" is %max', { type: 'X', max: 20 })).toBe(
      'Maximum of type "X" is 20',
    );
    expect(fillPlaceholders('100%sure %1', {})).toBe('100%sure %1');
  });

  it('joins the details of several input errors', () => {
    const error = toMagentoError(
      answer(400, {
        message: 'One or more input exceptions have occurred.',
        errors: [{ message: '"%fieldName" is required.', parameters: { fieldName: 'username' } }],
      }),
    );
    expect(error.message).toBe('One or more input exceptions have occurred. "username" is required.');
  });

  it('knows the refusal of a status by any release, line break or not', () => {
    expect(refusesStatus(toMagentoError(answer(400, STATUS_247)))).toBe(true);
    expect(
      refusesStatus(
        toMagentoError(answer(400, { ...STATUS_247, message: STATUS_247.message.replace(/\s+/g, ' ') })),
      ),
    ).toBe(true);
    expect(refusesStatus(toMagentoError(answer(400, { message: 'Something else' })))).toBe(false);
  });

  it("reads the shop's page size limit", () => {
    expect(
      pageSizeLimit(
        toMagentoError(
          answer(400, { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 10 } }),
        ),
      ),
    ).toBe(10);
    expect(pageSizeLimit(new Error('x'))).toBeUndefined();
  });

  it.each([
    [answer(401, ACL), 'Magento refuses this call: the account lacks the right Magento_Sales::cancel.'],
    [
      answer(401, { message: ACL.message }),
      'Magento refuses this call: the account lacks the right unknown.',
    ],
    [
      answer(401, { message: 'Other %resources', parameters: { resources: 'X::y' } }),
      'Magento refuses this call: the account lacks the right X::y.',
    ],
    [
      answer(401, { message: 'The nonce is already being used by the consumer' }),
      'The call came to Magento twice: something in front of it repeats calls.',
    ],
    [answer(302, ''), 'Magento redirects (302): check the base URL and its scheme.'],
    [answer(399, ''), 'Magento redirects (399): check the base URL and its scheme.'],
    [answer(400, '<p>Bad\n <b>request</b></p>'), 'Magento answered 400 without JSON: Bad request'],
    [answer(299, 'x'), 'Magento answered 299 without JSON: x'],
    [answer(404, 'x'.repeat(121)), `Magento answered 404 without JSON: ${'x'.repeat(120)}…`],
    [answer(404, 'x'.repeat(120)), `Magento answered 404 without JSON: ${'x'.repeat(120)}`],
    [answer(503, '<html>'), 'The web server in front of Magento answered 503.'],
    [answer(503, MAINTENANCE), 'Magento is in maintenance (503).'],
    [answer(502, MAINTENANCE), 'The web server in front of Magento answered 502.'],
    [
      answer(500, ' An error has happened during application run. x'),
      'An error has happened during application run. x',
    ],
    [
      answer(502, 'An error has happened during application run.'),
      'The web server in front of Magento answered 502.',
    ],
    [answer(400, 'null'), 'Magento answered 400 without JSON: null'],
    [answer(400, '"text"'), 'Magento answered 400 without JSON: "text"'],
    [answer(400, { message: 7 }), 'Magento answered 400 without JSON: {"message":7}'],
    [answer(403, { message: 'no' }), 'Magento answered 403 without JSON: {"message":"no"}'],
    [answer(405, { message: 'a\n  b ' }), 'a b'],
    [answer(406, { message: '%1 is %2', parameters: ['x'] }), 'x is %2'],
    [answer(400, { message: '%a %b', parameters: { a: true, b: null } }), '%a %b'],
    [answer(400, { message: '%a', parameters: 'text' }), '%a'],
    [answer(400, { message: 'x', errors: [{}] }), 'x '],
  ])('says what happened: %j', (given, words) => expect(toMagentoError(given).message).toBe(words));

  it('keeps what the second nonce says in doubt: the first call may have taken effect', () => {
    const twice = toMagentoError(answer(401, { message: 'The nonce is already being used by the consumer' }));
    expect(twice).toBeInstanceOf(MagentoGatewayError);
    expect(twice).toMatchObject({ phase: 'IN_DOUBT', upstreamStatus: 401 });
  });

  it.each([
    'The stock item was unable to be saved. Please try again.',
    'Could not save Source Item xyz',
    'Could not save a shipment, see error log for details',
    "The shipment couldn't be saved.",
    'Could not save an invoice, see error log for details',
    'Could not save a Creditmemo, see error log!',
    'x Deadlock found y',
    'x Lock wait timeout y',
    'x try restarting transaction y',
  ])('takes a 400 for a lock, and only a 400: %s', (message) => {
    expect(toMagentoError(answer(400, { message }))).toBeInstanceOf(MagentoTransientError);
    expect(toMagentoError(answer(405, { message }))).toBeInstanceOf(MagentoRejectedError);
  });

  it.each([
    'It says: Could not save Source Item',
    'It says: Could not save a shipment, see error log',
    "It says: The shipment couldn't be saved.",
    "The shipment couldn't be saved. Or was it",
    'It says: Could not save an invoice, see error log',
    'It says: Could not save a Creditmemo, see error log',
  ])('takes the words of another for no lock: %s', (message) => {
    expect(toMagentoError(answer(400, { message }))).toBeInstanceOf(MagentoRejectedError);
  });

  it.each([
    ['30', 30],
    ['1', 1],
    ['3600', 3600],
    ['3601', 3600],
    ['0', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('waits as long as Retry-After %j says, for an hour at most: %p', (header, seconds) => {
    const headers = { 'retry-after': header };
    for (const given of [
      answer(429, { message: 'x' }, headers),
      answer(429, '', headers),
      answer(503, '', headers),
    ]) {
      expect(toMagentoError(given).retryAfter).toBe(seconds);
    }
    expect(toMagentoError(answer(503, MAINTENANCE, headers))).toMatchObject({ retryAfter: seconds ?? 60 });
  });

  it('knows a call that was turned away at the door by the words of Magento itself', () => {
    const token = { message: 'Access token has been revoked' };
    expect(isTurnedAway(answer(401, token))).toBe(true);
    expect(isTurnedAway(answer(401, ACL))).toBe(true);
    expect(isTurnedAway(answer(400, token))).toBe(false);
    expect(isTurnedAway(answer(401, 'Access token has been revoked'))).toBe(false);
    expect(isTurnedAway(answer(401, { message: 'The token of the ERP has expired' }))).toBe(false);
    expect(isTurnedAway(answer(401, { message: 'The ERP refuses.' }))).toBe(false);
    expect(isTurnedAway(answer(401, { message: 'The nonce is already being used' }))).toBe(false);
  });

  it('reads the limits of the shop, and no others', () => {
    const max = (message: string, value: unknown, status = 400) =>
      toMagentoError(answer(status, { message, parameters: { type: 'X', max: value } }));
    const page = 'Maximum SearchCriteria pageSize is %max';
    const list = 'Maximum items of type "%type" is %max';
    expect([pageSizeLimit(max(page, '20')), listSizeLimit(max(list, 20))]).toEqual([20, 20]);
    expect([pageSizeLimit(max(list, 20)), listSizeLimit(max(page, 20))]).toEqual([undefined, undefined]);
    for (const odd of [0, -1, 1.5, 'x', undefined]) {
      expect([pageSizeLimit(max(page, odd)), listSizeLimit(max(list, odd))]).toEqual([undefined, undefined]);
    }
    expect([pageSizeLimit(max(`So: ${page}`, 5)), listSizeLimit(max(`So: ${list}`, 5))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(listSizeLimit(new Error(list))).toBeUndefined();
  });

  it('knows that the options of a bundle have to be named, and that there is no such route', () => {
    const bundle = answer(400, { message: 'Bundle product options should be shipped instead' });
    expect([
      wantsBundleOptions(toMagentoError(bundle)),
      wantsBundleOptions(new Error('Bundle product options should be shipped instead')),
    ]).toEqual([true, false]);
    expect(wantsBundleOptions(toMagentoError(answer(400, { message: 'x' })))).toBe(false);
    const routes = [
      answer(404, { message: 'Request does not match any route.' }),
      answer(404, '<html>'),
      answer(404, { message: 'No such entity' }),
      answer(400, '<html>'),
      answer(400, { message: 'Request does not match any route.' }),
    ];
    expect(routes.map((given) => saysNoRoute(toMagentoError(given)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(refusesStatus(new Error(STATUS_247.message.replace(/\s+/g, ' ')))).toBe(false);
  });

  it('tells a 404 before any change from one of a service', () => {
    expect(toMagentoError(answer(404, { message: 'Request does not match any route.' })).phase).toBe(
      'REFUSED',
    );
  });
});
