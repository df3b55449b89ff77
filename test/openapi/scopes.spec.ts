import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Scope } from '../../src/platform/access/scope.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { servedRoutes } from '../support/served-routes.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OPERATIONS_BY_SCOPE, PUBLIC_OPERATIONS } from './scopes.js';

/** OWASP API1 and API5: who may call what. */
describe('scopes', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '1000000' });
    for (const scope of Object.values(Scope)) {
      const clientId = `only-${scope.replace(':', '-')}`;
      const { body } = await bridge.post('/admin/clients', { clientId, scopes: [scope] });
      const signIn = { clientId, clientSecret: body.clientSecret };
      tokens.set(scope, (await bridge.post('/auth/token', signIn, { anonymous: true })).body.accessToken);
    }
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const entries = Object.entries(OPERATIONS_BY_SCOPE).flatMap(([scopes, operations]) =>
    operations.map((operation): [string, string[]] => [operation, scopes.split(' or ')]),
  );

  async function call(operation: string, authorization?: string): Promise<number> {
    const [method, path] = operation.split(' ') as [string, string];
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    const headers = authorization === undefined ? undefined : { authorization };
    const url = path.replaceAll(/\{kind\}/g, 'INCREFF').replaceAll(/\{\w+\}/g, '999999');
    return (await bridge.call(method, url, { anonymous: true, body, headers })).status;
  }

  it('are listed for every operation of the document', async () => {
    const { paths } = (await bridge.get('/docs-json')).body as { paths: Record<string, object> };
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...entries.map(([operation]) => operation), ...PUBLIC_OPERATIONS].sort()).toEqual(
      documented.sort(),
    );
  });

  it.each(entries)('%s is closed without signing in, and to other scopes', async (operation, scopes) => {
    expect(await call(operation)).toBe(401);
    for (const scope of Object.values(Scope)) {
      const status = await call(operation, `Bearer ${tokens.get(scope)}`);
      const allowed = scope === Scope.Admin || scopes.includes(scope);
      expect([scope, allowed ? status !== 401 && status < 500 : status]).toEqual([
        scope,
        allowed ? true : 403,
      ]);
    }
  });
});

/** OWASP API9: nothing is served that the document does not know. */
describe('routes', () => {
  it('are all in the document, but for the console, the document itself and the start page', async () => {
    const bridge = await startTestApp();
    try {
      const routes = (await bridge.get('/docs-json')).body.paths as Record<string, Record<string, unknown>>;
      const served = servedRoutes(bridge);
      expect(served.length).toBeGreaterThan(70);
      const unknown = served.filter(({ method, url }) => {
        const path = url.replaceAll(/:(\w+)/g, '{$1}');
        return (
          routes[path]?.[method.toLowerCase()] === undefined && !/^\/($|(console|docs)(\W|$))/.test(path)
        );
      });
      expect(unknown).toEqual([]);
    } finally {
      await bridge.close();
    }
  });
});
