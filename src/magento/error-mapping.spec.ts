import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fillPlaceholders, pageSizeLimit, refusesStatus, toMagentoError } from './error-mapping.js';
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
});
