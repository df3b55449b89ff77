import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const INSIDE = ['/metrics', '/docs', '/docs/', '/docs-json', '/docs-yaml', '/docs/swagger-ui-bundle.js'];
const OUTSIDE = [
  '/orders',
  '/admin/stores',
  '/auth/token',
  '/console/sign-in',
  '/console/style.css',
  '/nothing',
];

describe('OPERATIONS_PORT', () => {
  let db: TestDatabase;
  let service: ServiceProcess;
  let inside: string;

  beforeAll(async () => {
    db = await createTestDatabase();
    const port = await freePort();
    inside = `http://127.0.0.1:${port}`;
    service = await startServiceProcess({
      ...environmentFor(db.url, undefined),
      OPERATIONS_PORT: String(port),
    });
  });

  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await expect(fetch(`${inside}/metrics`)).rejects.toThrow();
    await db.drop();
  });

  const status = async (url: string): Promise<number> =>
    (await fetch(url, { headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret } })).status;

  it.each(INSIDE)('has %s, and the other port has it in no spelling', async (path) => {
    expect(await status(inside + path)).toBe(200);
    const spellings = [
      path,
      `/${path}`,
      `${path}?x=1`,
      path.replace('d', '%64').replace('m', '%6d'),
      `/x/..${path}`,
    ];
    const found = await Promise.all(spellings.map((spelling) => status(service.url + spelling)));
    expect(found).toEqual(spellings.map(() => 404));
  });

  it.each(OUTSIDE)('has no %s', async (path) => {
    expect(await status(inside + path)).toBe(404);
    const post = await fetch(inside + path, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(post.status).toBe(404);
  });

  it('leaves the probes on both', async () => {
    const found = [`${inside}/health/live`, `${inside}/health/ready`, `${service.url}/health/live`].map(
      status,
    );
    expect(await Promise.all(found)).toEqual([200, 200, 200]);
  });

  it('is another one than PORT', () => {
    expect(() => loadConfig({ PORT: '3000', OPERATIONS_PORT: '3000' })).toThrow(
      'OPERATIONS_PORT: must not be PORT',
    );
  });
});
