import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('health', () => {
  let bridge: TestApp;

  beforeAll(async () => {
    bridge = await startTestApp();
  });

  afterAll(() => bridge.close());

  it('is live and ready without signing in', async () => {
    await request(bridge.url).get('/health/live').expect(200, { status: 'ok' });
    const ready = await request(bridge.url).get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
  });

  it('leads on from the bare address: a browser to the console, a program to what it may ask for', async () => {
    const program = await request(bridge.url).get('/').expect(200);
    expect(program.body).toMatchObject({ name: 'magento-oms-bridge', console: '/console', docs: '/docs' });
    for (const path of [program.body.docs, program.body.openapi, program.body.health]) {
      expect([path, (await request(bridge.url).get(path)).status]).toEqual([path, 200]);
    }
    const browser = await request(bridge.url).get('/').set('accept', 'text/html,*/*').expect(302);
    expect(browser.headers['location']).toBe('/console');
  });

  it("answers an unknown route as a problem, with the caller's request id", async () => {
    const reply = await request(bridge.url).get('/nowhere').set('x-request-id', 'trace-1').expect(404);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect([reply.body.code, reply.body.requestId, reply.headers['x-request-id']]).toEqual([
      'NOT_FOUND',
      'trace-1',
      'trace-1',
    ]);
  });
});
