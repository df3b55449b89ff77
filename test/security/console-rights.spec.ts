import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { IdentityProvider, Person } from '../support/identity-provider.js';
import { servedRoutes } from '../support/served-routes.js';
import { CONSOLE_ROUTES, OF_ALL_STORES, OPEN_ROUTES, ROLES } from './console-rights.js';

/** OWASP API1 and API5 for people: roles × pages and actions × bound to a store or not. */
describe('in the console', () => {
  const roles = Object.values(ROLES);
  const people = new Map<string, Person>();
  let identity: IdentityProvider;
  let shop: ConsoleShop;
  const ids: Record<string, string> = {
    orderCode: '5',
    kind: 'INCREFF',
    action: 'none',
    act: 'retry',
    listing: 'orders',
  };

  beforeAll(async () => {
    identity = await IdentityProvider.start();
    const rules = roles.flatMap((role) => [
      { value: role, role },
      // An administrator is one of all stores.
      ...(role === 'admin' ? [] : [{ value: `${role} here`, role, stores: ['default'] }]),
      ...(role === 'admin' ? [] : [{ value: `${role} there`, role, stores: ['other'] }]),
    ]);
    shop = await startConsoleShop(identity.environment(rules, { RATE_LIMIT_PER_MINUTE: '1000000' }));
    const { bridge } = shop;
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'other', baseUrl: 'http://127.0.0.1:9', credentials });
    const one = async (sql: string): Promise<string> => (await bridge.db.rows<{ id: string }>(sql))[0]!.id;
    ids['operationId'] = await one(`SELECT id FROM operation WHERE state = 'FAILED'`);
    ids['deliveryId'] = await one(`SELECT id FROM delivery WHERE state = 'DEAD'`);
    ids['notificationId'] = await one(
      `INSERT INTO notification (store_id, source, state, dedupe_key, known, body)
       SELECT id, 'CLICKPOST', 'WAITING', 'one', false, '{}' FROM store WHERE code = 'default' RETURNING id`,
    );
    const channel = { name: 'Web', kind: 'WEBHOOK', target: 'http://127.0.0.1:9/', enabled: false };
    ids['channelId'] = (await bridge.post('/admin/alert-channels', channel)).body.channelId;
    ids['differenceId'] = await one('SELECT id FROM difference');
    ids['reconciliationId'] = await one('SELECT id FROM reconciliation');
    for (const value of [...rules.map((rule) => rule.value), 'mixed']) {
      identity.accounts.set(value, { groups: value === 'mixed' ? ['auditor', 'operator here'] : [value] });
      const person = new Person(bridge.url, value);
      expect((await person.signInAsPerson()).status).toBe(200);
      people.set(value, person);
    }
  });

  afterAll(async () => {
    await shop.close();
    await identity.close();
  });

  const routes = Object.entries(CONSOLE_ROUTES).map(([route, letters]): [string, string[]] => [
    route,
    [...letters].map((letter) => ROLES[letter as keyof typeof ROLES]),
  ]);

  /** Actions are asked for what is not there, so that the next one finds all as it was. */
  async function ask(who: string, route: string, store: string): Promise<number> {
    const person = people.get(who)!;
    const [method, path] = route.split(' ') as [string, string];
    const url = path.replaceAll(/:(\w+)/g, (_, name: string) => {
      if (method === 'GET' || !/Id$|Code$/.test(name)) return ids[name]!;
      return ['differenceId', 'notificationId', 'orderCode'].includes(name)
        ? '999999'
        : '00000000-0000-4000-8000-000000000000';
    });
    const format = url.includes('/export/') ? '&format=csv' : '';
    if (method === 'GET') return (await person.get(`${url}?store=${store}${format}`)).status;
    return (await person.post(`${url}?store=${store}`, { kind: 'x', state: 'x', from: 'x' }, '/console'))
      .status;
  }

  it('every route is listed', () => {
    const served = servedRoutes(shop.bridge)
      .map(({ method, url }) => `${method} ${url.replace(/(.)\/$/, '$1')}`)
      .filter((route) => / \/console(\/|$)/.test(route));
    expect([...new Set(served)].sort()).toEqual([...Object.keys(CONSOLE_ROUTES), ...OPEN_ROUTES].sort());
  });

  it.each(routes)('%s is for its roles only', async (route, allowed) => {
    for (const role of roles) {
      const status = await ask(role, route, 'default');
      expect([role, status === 403, status >= 500]).toEqual([role, !allowed.includes(role), false]);
      if (route.startsWith('GET') && allowed.includes(role)) expect([role, status]).toEqual([role, 200]);
    }
  });

  it.each(routes)('%s is for the stores of a person only', async (route, allowed) => {
    for (const role of roles.filter((one) => one !== 'admin')) {
      const may = allowed.includes(role) && !OF_ALL_STORES.has(route);
      const here = await ask(`${role} here`, route, 'default');
      expect([role, here === 403, here >= 500]).toEqual([role, !may, false]);
      // A store of others is as good as none.
      expect([role, await ask(`${role} here`, route, 'other')]).toEqual([role, 404]);
      expect([role, await ask(`${role} here`, route, 'none')]).toEqual([role, 404]);
      expect([role, await ask(`${role} there`, route, 'default')]).toEqual([role, 404]);
    }
  });

  it('what belongs to another store is not there for who is bound to one', async () => {
    const there = people.get('operator there')!;
    const pages = ['orders/5', `operations/${ids['operationId']}`, `deliveries/${ids['deliveryId']}`];
    pages.push(`reconciliations/${ids['reconciliationId']}`, `differences/${ids['differenceId']}`);
    pages.push(`events/${ids['notificationId']}`);
    for (const page of pages) {
      expect([page, (await there.get(`/console/${page}?store=other`)).status]).toEqual([page, 404]);
    }
    for (const q of [ids['operationId'], `msg_${ids['deliveryId']}`]) {
      const { status } = await there.get(`/console/search?store=other&q=${q}`);
      expect([q, status]).toEqual([q, 200]);
    }
    const actions = ['orders/5/release', 'orders/5/refresh'];
    for (const action of ['retry', 'withdraw', 'dry-run']) {
      actions.push(`operations/${ids['operationId']}/${action}`);
    }
    actions.push(`deliveries/${ids['deliveryId']}/replay`);
    actions.push(`differences/${ids['differenceId']}/repair`, `differences/${ids['differenceId']}/undone`);
    for (const action of ['retry', 'assign', 'dismiss']) {
      actions.push(`events/${ids['notificationId']}/${action}`);
    }
    for (const action of actions) {
      const { status } = await there.post(`/console/${action}?store=other`, {}, '/console');
      // An order is read from the shop of the store that is named, which is down.
      const refused = action === 'orders/5/refresh' ? [502, 503] : [400, 403, 404, 409];
      expect([action, refused.includes(status)]).toEqual([action, true]);
    }
    const rows = await shop.bridge.db.rows(
      `SELECT (SELECT state FROM operation WHERE id = $1) AS operation, (SELECT state FROM delivery WHERE id = $2) AS delivery,
         (SELECT repaired FROM difference WHERE id = $3) AS repaired, (SELECT state FROM notification WHERE id = $4) AS event`,
      [ids['operationId'], ids['deliveryId'], ids['differenceId'], ids['notificationId']],
    );
    expect(rows).toEqual([{ operation: 'FAILED', delivery: 'DEAD', repaired: false, event: 'WAITING' }]);
  });

  it('lists and menus show the stores of a person only', async () => {
    const { html } = await people.get('operator here')!.get('/console/stores');
    expect([html.includes('>default</a>'), html.includes('other')]).toEqual([true, false]);
    for (const [who, links] of [
      ['viewer', []],
      ['operator', ['stores']],
      ['auditor', ['stores', 'audit', 'erasures']],
      ['auditor here', ['stores']],
      ['admin', ['stores', 'audit', 'erasures']],
    ] as const) {
      const page = (await people.get(who)!.get('/console')).html;
      const shown = ['stores', 'audit', 'erasures'].filter((link) => page.includes(`"/console/${link}?`));
      expect([who, shown]).toEqual([who, links]);
    }
  });

  it('rights of one store are none of another', async () => {
    expect(await ask('mixed', 'POST /console/store/run', 'default')).not.toBe(403);
    expect(await ask('mixed', 'POST /console/store/run', 'other')).toBe(403);
    expect(await ask('mixed', 'GET /console/audit', 'other')).toBe(200);
  });

  it('only forms that the role may send are shown, and payloads not to viewers', async () => {
    const pages = [
      'store',
      'drift',
      'operations',
      'events',
      `events/${ids['notificationId']}`,
      `operations/${ids['operationId']}`,
      `deliveries/${ids['deliveryId']}`,
    ];
    const forms = async (who: string, page: string): Promise<string[]> => {
      const { html } = await people.get(who)!.get(`/console/${page}?store=default`);
      return [...html.matchAll(/<form method="post" action="([^"?]+)/g)]
        .map((match) => match[1]!)
        .filter((action) => action !== '/console/sign-out');
    };
    for (const page of pages) {
      expect([page, await forms('viewer', page)]).toEqual([page, []]);
      expect([page, await forms('auditor', page)]).toEqual([page, []]);
      expect([page, (await forms('operator', page)).length > 0]).toEqual([page, true]);
    }
    expect(await forms('operator', 'store')).toEqual(['/console/store/check', '/console/store/run']);
    expect(await forms('admin', 'store')).toEqual(expect.arrayContaining(['/console/store/pause']));
    expect(await forms('operator', 'store/settings')).toEqual([]);
    expect(await forms('admin', 'store/settings')).toEqual(['/console/store/settings']);
    const shows = async (who: string): Promise<boolean> =>
      (await people.get(who)!.get(`/console/operations/${ids['operationId']}?store=default`)).html.includes(
        'values of a customer masked',
      );
    expect([await shows('viewer'), await shows('operator'), await shows('auditor')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
