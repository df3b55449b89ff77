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
