import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NOTIFICATION } from '../../src/notifications/notification.endpoint.js';
import { NotificationType } from '../../src/notifications/notification-types.js';
import { LANGUAGES, statusTextOf } from '../../src/notifications/status-texts/status-text.js';
import { RETURN_ACK } from '../../src/returns/return-ack.endpoint.js';
import { expectDocumented } from '../support/event-check.js';
import { eventFiles } from '../support/event-files.js';

const { folder, files } = await eventFiles();

describe('docs/events and the types of the receiver', () => {
  it.each(Object.entries(files))('%s is what npm run docs:events writes', (file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('are all that is there', () => {
    const there = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
    const written = Object.keys(files).map((file) => file.slice(file.lastIndexOf('/') + 1));
    expect(there.sort()).toEqual(written.filter((name) => name !== 'bodies.ts').sort());
    for (const type of Object.values(NotificationType)) expect(there).toContain(`${type}.schema.json`);
  });
});

describe('a sample', () => {
  const sample = { storeCode: 'default', orderCode: 'TEST-1', at: new Date(0) };
  const all = [NOTIFICATION, RETURN_ACK].flatMap(({ kind, test }) =>
    test.types.map((type): [string, string, (language: string | null) => object] => [
      kind,
      type,
      (language) => test.body({ ...sample, type, language }),
    ]),
  );

  it.each(all)('of %s %s is as its schema says, with a text and without', (_kind, _type, bodyIn) => {
    for (const language of [null, ...LANGUAGES]) {
      expectDocumented(JSON.parse(JSON.stringify(bodyIn(language))) as Record<string, unknown>);
    }
  });
});

describe('the check of bodies', () => {
  const body = NOTIFICATION.test.body({
    ...{ type: 'DELIVERED', storeCode: 'default', orderCode: '1', at: new Date(0), language: null },
  }) as Record<string, unknown>;

  it.each<[string, object]>([
    ['a member that nobody described', { more: 1 }],
    ['a member that is missing', { items: undefined }],
    ['a time in milliseconds as text', { notificationUpdateTime: '1678949844000' }],
    ['a number for a code', { forwardOrderCode: 7 }],
    ['a return that has the AWB of the forward parcel', { returnOrderInfo: { returnOrderId: 'R' } }],
  ])('refuses %s', (_what, more) => {
    expect(() => expectDocumented(body)).not.toThrow();
    const changed = JSON.parse(JSON.stringify({ ...body, ...more })) as Record<string, unknown>;
    expect(() => expectDocumented(changed)).toThrow(/DELIVERED/);
  });
});

describe('status texts', () => {
  it.each(LANGUAGES)('of %s are there for every type, in this language', (language) => {
    for (const type of Object.values(NotificationType)) {
      expect(statusTextOf(type, language)).toMatchObject({ language, text: expect.stringMatching(/[.।]$/) });
    }
  });

  it('are in English where a language has none, and say so; there is none of an unknown type', () => {
    expect(statusTextOf('RTO', 'ta')).toEqual(statusTextOf('RTO', 'en'));
    expect(statusTextOf('SOMETHING_NEW', 'en')).toBeNull();
  });
});
