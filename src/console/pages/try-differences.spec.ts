import { describe, expect, it } from '@jest/globals';
import type { DeliveryAttemptDto } from '../../deliveries/dto/delivery.dto.js';
import { differencesOf, type Try } from './try-differences.js';

const refused: DeliveryAttemptDto = {
  attempt: 1,
  at: '2026-05-01T10:00:00.000Z',
  durationMs: 40,
  status: null,
  error: 'connection refused',
  request: {
    method: 'POST',
    url: 'https://shop.example/hook?key=a',
    headers: ['webhook-id', 'content-type'],
  },
  response: null,
};
const late: DeliveryAttemptDto = {
  ...refused,
  attempt: 2,
  durationMs: 9_000,
  status: 500,
  error: 'answered 500',
  request: {
    method: 'POST',
    url: 'https://new.example/hook?key=b',
    headers: ['content-type', 'webhook-id', 'x-key'],
  },
  response: 'out of memory',
};

describe('what differs between two tries', () => {
  it('is nothing where only the time moved on', () => {
    expect(differencesOf(refused, { ...refused, attempt: 2, durationMs: 95 }, true)).toEqual([]);
  });

  it('is outcome, address, headers by name, answer and time, without what may be secret', () => {
    expect(differencesOf(refused, late, true)).toEqual([
      { what: 'Outcome', before: 'connection refused', now: 'answered 500' },
      {
        what: 'Address',
        before: 'https://shop.example/hook?key=••••••',
        now: 'https://new.example/hook?key=••••••',
      },
      { what: 'Headers', before: 'content-type, webhook-id', now: 'content-type, webhook-id, x-key' },
      { what: 'Answer', before: '', now: 'out of memory' },
      { what: 'Time taken', before: '40 ms', now: '9 s' },
    ]);
  });

  it('does not mind the order of headers, nor the value of a secret in the address', () => {
    const request = { ...refused.request, headers: ['content-type', 'webhook-id'] };
    expect(differencesOf(refused, { ...refused, request }, true)).toEqual([]);
  });

  it('is what changed in the body, by its place, and the value only where it is nobody’s', () => {
    const sent = (body: object): Try => ({ ...refused, request: { method: 'POST', path: '/V1/x', body } });
    const before = sent({ capture: true, items: [{ qty: 1 }], comment: { comment: 'for Asha' } });
    const now = sent({ items: [{ qty: 2 }], comment: { comment: 'for Ravi' }, notify: false });
    expect(differencesOf(before, now, true)).toEqual([
      { what: 'Body: capture', before: 'true', now: '' },
      { what: 'Body: items.0.qty', before: '1', now: '2' },
      { what: 'Body: comment.comment', before: '"••••••"', now: 'another value' },
      { what: 'Body: notify', before: '', now: 'false' },
    ]);
    expect(differencesOf(before, now, false)).toEqual([]);
  });

  it('says of a write why it failed in words, what Magento answered, and that it was taken up again', () => {
    const unknown: Try = { ...refused, durationMs: null, error: null, lease: 'a', errorCode: null };
    const answered: Try = {
      ...{ ...refused, durationMs: 400, status: 400, lease: 'b' },
      ...{ errorCode: 'MAGENTO_REJECTED', error: 'Not allowed.' },
    };
    expect(differencesOf(unknown, answered, true)).toEqual([
      {
        what: 'Outcome',
        before: 'not known how it ended',
        now: expect.stringMatching(/^Magento.* \(400\)$/),
      },
      { what: 'Answer', before: '', now: 'Not allowed.' },
      { what: 'Taken up by a process', before: 'before', now: 'once more' },
    ]);
  });

  it('leaves answers out for who may not see them', () => {
    const all = differencesOf(refused, late, false).map(({ what }) => what);
    expect(all).toEqual(['Outcome', 'Address', 'Headers', 'Time taken']);
  });
});
