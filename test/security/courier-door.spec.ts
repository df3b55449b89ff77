import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectCouriers, COURIERS, proofOf } from '../cases/couriers.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const BODY =
  '{"result": {"tracking_code":"A","status":"delivered"},  "description":"tracker.updated","id":"1"}';

let sandbox: Sandbox;
let bridge: TestApp;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  bridge = await startTestApp(sandbox);
  await connectCouriers(bridge);
});

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

const call = (name: string, rawBody: string, headers: Record<string, string>, store = 'default') =>
  bridge.call('POST', `/webhooks/courier/${store}/${name}`, { anonymous: true, headers, rawBody });

describe('the door of a courier that is connected by setting', () => {
  it.each(COURIERS.map(({ name, answer = 200 }) => [name, answer] as const))(
    'opens to %s',
    async (name, answer) => {
      expect((await call(name, BODY, proofOf(name, BODY))).status).toBe(answer);
    },
  );

  it.each<[string, string, Record<string, string>]>([
    ['no proof', 'delhivery', {}],
    ['another secret', 'delhivery', proofOf('delhivery', BODY, 'other-secret')],
    ['a signature of another secret', 'easypost', proofOf('easypost', BODY, 'other-secret')],
    ['a signature of another body', 'easypost', proofOf('easypost', `${BODY} `)],
    [
      'a signature without its prefix',
      'easypost',
      { 'x-hmac-signature': proofOf('easypost', BODY)['x-hmac-signature']!.slice(16) },
    ],
    ['the proof of another courier', 'aftership', proofOf('delhivery', BODY)],
    ['a courier that is none', 'nobody', proofOf('delhivery', BODY)],
    ['a store that is none', 'delhivery', proofOf('delhivery', BODY)],
  ])('stays shut to %s', async (what, name, headers) => {
    const store = what === 'a store that is none' ? 'nowhere' : 'default';
    const before = await bridge.db.rows('SELECT count(*) FROM notification');
    const reply = await call(name, BODY, headers, store);
    expect([reply.status, reply.body.code]).toEqual([401, 'UNAUTHORIZED']);
    expect(await bridge.db.rows('SELECT count(*) FROM notification')).toEqual(before);
  });

  it('never shows a secret', async () => {
    const { text } = await bridge.get('/admin/stores/default');
    expect(text).toContain('delhivery');
    expect(text).not.toContain('courier-secret');
  });
});
