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

describe('toMagentoError', () => {
  it.each([
    ['ACL or token', answer(401, ACL), MagentoPermissionError, 'NOT_SENT', false],
    [
      'sign-in',
      answer(401, { message: 'The account sign-in was incorrect' }),
      MagentoSignInError,
      'NOT_SENT',
      false,
    ],
    [
      'missing entity',
      answer(404, { message: 'The entity that was requested' }),
      MagentoNotFoundError,
      'ANSWERED',
      false,
    ],
    [
      'validation',
      answer(400, { message: '"%fieldName" is required.', parameters: { fieldName: 'x' } }),
      MagentoRejectedError,
      'ANSWERED',
      false,
    ],
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
    ['500 as text', answer(500, 'An error has happened'), MagentoServerError, 'ANSWERED', true],
    ['maintenance', answer(503, '<!doctype html>'), MagentoUnavailableError, 'NOT_SENT', true],
    ['PHP down', answer(502, '<html>'), MagentoGatewayError, 'IN_DOUBT', true],
    ['proxy time-out', answer(504, '<html>'), MagentoGatewayError, 'IN_DOUBT', true],
    ['rate limit', answer(429, '{}', { 'retry-after': '7' }), MagentoTransientError, 'ANSWERED', true],
    ['redirect', answer(302, ''), MagentoProtocolError, 'NOT_SENT', false],
    [
      'HTML 413',
      answer(413, '<html>413 Request Entity Too Large</html>'),
      MagentoProtocolError,
      'NOT_SENT',
      false,
    ],
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
