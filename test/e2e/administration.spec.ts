import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { generateOrder } from '../sandbox/generator.js';
import { Merchant } from '../sandbox/merchant.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { commandLine, type Ended } from '../support/command-line.js';
import { startServiceProcess } from '../support/service-process.js';
import { environmentFor, startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { keptDirectory } from '../support/keeper.js';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');

describe('administration', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    for (const id of [1, 2]) sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
  });

  afterEach(async () => {
    await bridge.close();
    await sandbox.close();
  });

  const run = (...words: string[]): Promise<Ended> =>
    commandLine(environmentFor(bridge.db.url, sandbox), words);
  const cli = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...words);
    expect([code, stderr]).toEqual([0, '']);
    return stdout;
  };
  const failing = async (...words: string[]): Promise<string> => {
    const { code, stderr } = await run(...words);
    expect(code).not.toBe(0);
    return stderr;
  };
  const audited = async (action: string): Promise<Record<string, unknown>[]> =>
    bridge.db.rows(`SELECT actor, before, after FROM audit_log WHERE action = $1 ORDER BY id`, [action]);

  const setEndpoint = (url = `${bridge.url}/health/live`) =>
    bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', { body: { url } });

  it('deletes nothing that somebody waits for, and says what it is', async () => {
    const polled = await bridge.call('DELETE', '/admin/stores/default');
    expect([polled.status, polled.body.code]).toEqual([409, 'WORK_IS_OPEN']);
    expect(polled.body.message).toContain('polling');
    expect(polled.body.message).toContain('2 orders that Increff has not acknowledged');
    await setEndpoint();
    await bridge.db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state, next_attempt_at)
       VALUES (gen_random_uuid(), 1, 'NOTIFICATION', '1', 'X', '{}', 'PENDING', now() + interval '1 day')`,
    );
    const endpoint = await bridge.call('DELETE', '/admin/stores/default/endpoints/NOTIFICATION');
    expect([endpoint.status, endpoint.body.message]).toEqual([
      409,
      'Endpoint NOTIFICATION has 1 deliveries that wait.',
    ]);
    const self = await bridge.call('DELETE', '/admin/clients/increff');
    expect([self.status, self.body.errors[0].field]).toEqual([400, 'clientId']);
  });

  it('deletes no client whose writes are open', async () => {
    const client = { clientId: 'writer', scopes: ['orders:write'], storeCodes: ['default'] };
    const { body } = await bridge.post('/admin/clients', client);
    sandbox.faults.outage = 'maintenance';
    const asked = await bridge.call('POST', '/orders/1/acknowledge', {
      body: {},
      headers: { authUsername: 'writer', authPassword: body.clientSecret, prefer: 'respond-async' },
    });
    expect(asked.status).toBe(202);
    const refused = await bridge.call('DELETE', '/admin/clients/writer');
    expect([refused.status, refused.body.code]).toEqual([409, 'WORK_IS_OPEN']);
    expect(refused.body.message).toContain('Client writer has 1 writes that are not settled');
  });

  it('deletes what nobody waits for, and the audit log alone tells of it', async () => {
    const merchant = await Merchant.start();
    await setEndpoint(merchant.url);
    for (const id of [1, 2]) await bridge.post(`/orders/${id}/acknowledge`);
    await bridge.post('/orders/1/invoice');
    await until(async () => {
      const { status } = await bridge.call('DELETE', '/admin/stores/default/endpoints/NOTIFICATION');
      return status === 204 || undefined;
    });
    await merchant.close();
    expect(merchant.received.length).toBeGreaterThan(0);
    expect(await audited('endpoint.delete')).toMatchObject([{ actor: 'increff', after: null }]);
    await bridge.call('PUT', '/admin/stores/default', { body: { paused: true } });
    expect((await bridge.call('DELETE', '/admin/stores/default')).status).toBe(204);
    for (const table of ['store', '"order"', 'operation', 'invoice', 'order_event', 'sync_run', 'delivery']) {
      expect([table, await bridge.db.rows(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
    expect(await audited('store.delete')).toMatchObject([{ actor: 'increff', before: { code: 'default' } }]);
    expect((await bridge.call('DELETE', '/admin/stores/default')).status).toBe(404);
  });

  it('does the same on the command line', async () => {
    await cli('store', 'pause', 'default');
    expect(await cli('store', 'list')).toContain('\tpaused\t');
    await cli('store', 'resume', 'default');
    expect(await cli('store', 'list')).not.toContain('\tpaused\t');
    const secret = /Secret: (\S+)/.exec(
      await cli('client', 'create', 'reader', '--scopes', 'orders:read', '--stores', 'default'),
    )![1]!;
    const token = await bridge.post('/auth/token', { clientId: 'reader', clientSecret: secret });
    expect(token.status).toBe(200);
    expect(await cli('migrate')).toContain(`up to date: ${migrations.at(-1)!.name}`);
    expect(await cli('client', 'list')).toContain('reader\tenabled\torders:read\tdefault');
    await cli('client', 'disable', 'reader');
    expect(await cli('client', 'delete', 'reader')).toContain('is deleted');
    expect(await audited('client.delete')).toMatchObject([{ actor: 'cli', before: { enabled: false } }]);
    expect(await failing('client', 'create', 'x', '--scopes', 'odd')).toContain('--scopes: each value');
    expect(await failing('client', 'create', 'x')).toMatch(/^--scopes: .*orders:read, orders:write/);
    expect(await failing('client', 'rotate', 'x', '--keep-old', 'abc')).toMatch(/^--keep-old: /);
    expect(await failing('store', 'explode')).toContain('action: must be list, put, pause, resume, delete');
    expect(await failing('store', 'delete', 'no-such-store')).toContain('There is no store');
  });

  it('connects a store and changes its settings on the command line, from a file that may hold secrets', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bridge-cli-')), 'store.json');
    const put = (body: object, how: (...words: string[]) => Promise<string> = cli): Promise<string> => {
      writeFileSync(file, JSON.stringify(body));
      return how('store', 'put', 'second', '--file', file);
    };
    const credentials = { scheme: 'admin', username: ADMIN.username, password: ADMIN.password };
    expect(await put({ baseUrl: sandbox.url, credentials })).toContain('is connected');
    expect(await put({ settings: { slaDays: 4 } })).toContain('is changed');
    await until(async () => {
      const { body } = await bridge.get('/admin/stores/second');
      return body.settings.slaDays === 4 || undefined;
    });
    expect(await put({ settings: { slaDays: 'many' } }, failing)).toContain('slaDays');
    expect(await put({ baseUrl: 'nowhere' }, failing)).toContain('baseUrl');
    expect(await audited('store.create')).toContainEqual(expect.objectContaining({ actor: 'cli' }));
    writeFileSync(file, '{"baseUrl":');
    expect(await failing('store', 'put', 'second', '--file', file)).toMatch(/^--file: holds no JSON object/);
    expect(await put([], failing)).toMatch(/^--file: holds no JSON object/);
    rmSync(dirname(file), { recursive: true });
    expect(await failing('store', 'put', 'second', '--file', file)).toMatch(
      /^--file: cannot be read: ENOENT/,
    );
    expect(await failing('store', 'put', 'second')).toMatch(/^--file: is required/);
    const repair = (difference: string): Promise<string> =>
      failing('repair', '--store', 'second', '--difference', difference);
    expect(await repair('x')).toContain('--difference');
    expect(await repair('999999')).toContain('There is no difference 999999');
    expect(await failing('repair', '--store', 'second', '--difference', '999999', '--undone')).toContain(
      'There is no difference 999999',
    );
  });

  it('retries and withdraws waiting writes on the command line', async () => {
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, state, requested_by, enqueued, next_attempt_at)
       SELECT s.id, o.id, 'CANCEL', 'CANCEL', 'PENDING', 'increff', true, now() + interval '1 day'
       FROM "order" o JOIN store s ON s.id = o.store_id LIMIT 1`,
    );
    const [row] = await bridge.db.rows<{ code: string }>(
      `SELECT s.code FROM operation p JOIN store s ON s.id = p.store_id WHERE p.state = 'PENDING'`,
    );
    const filter = ['--store', row!.code, '--kind', 'CANCEL'];
    expect(await cli('operations', 'retry', ...filter, '--dry-run')).toBe('1 would be tried again now.\n');
    expect(await cli('operations', 'withdraw', ...filter)).toBe('1 is withdrawn.\n');
    expect(await failing('operations', 'withdraw', '--store', row!.code, '--state', 'UNKNOWN')).toContain(
      'may have had an effect',
    );
    expect(await failing('operations', 'retry', '--store', row!.code, '--state', 'SETTLED')).toContain(
      '--state',
    );
    expect(await failing('operations', 'forget', '--store', row!.code)).toContain('say retry or withdraw');
    expect(await audited('operation.withdraw')).toMatchObject([{ actor: 'cli' }]);
  });

  it('verifies the chain of the audit log, against what it said earlier too', async () => {
    const said = await cli('audit', 'verify');
    const [, seal] =
      /^The audit log is whole: \d+ entries, positions 1 to \d+\.\n.*:\n(\d+:[0-9a-f]{64})\n$/.exec(said)!;
    const [position] = seal!.split(':');
    const other = `${position}:${'0'.repeat(64)}`;
    expect(await run('audit', 'verify', '--last', other)).toMatchObject({
      code: 1,
      stdout: `BROKEN. Position ${position} has another hash than the copy that was kept.\n`,
    });
    expect(await cli('audit', 'remove', '--before', '2020-01-01')).toBe(
      'No entry is from before that day: nothing is removed.\n',
    );
  });

  it('says what it decided of disputed orders, and that there was nothing to decide', async () => {
    const decide = ['decide', '--store', 'default', '--as', 'new'];
    expect(await failing(...decide, '--order', '99999')).toContain(
      'Nothing is decided: no order 99999 waits for it.',
    );
    expect(await cli(...decide, '--all')).toContain('0 orders are read again by the next run');
    expect(await failing('decide', '--store', 'nowhere', '--as', 'new', '--all')).toBe(
      'There is no store nowhere.\n',
    );
  });

  it('compares with Magento on the command line, and tells what is left to repair', async () => {
    const range = [
      ...['--from', new Date(Date.now() - 86_400_000).toISOString()],
      ...['--to', new Date().toISOString()],
    ];
    const compare = () => run('reconcile', '--store', 'default', ...range, '--wait');
    await until(async () => {
      const rows = await bridge.db.rows(`SELECT 1 FROM "order"`);
      return rows.length === 2 || undefined;
    });
    expect((await compare()).stdout).toMatch(
      /DONE\nOrders: 2 in Magento, 2 here; 0 differences, 0 repaired\.\nStock: none is kept\./,
    );
    const { order } = sandbox.store.orders.get(2)!;
    sandbox.store.orders.delete(2);
    sandbox.store.changed(order);
    const day = new Date(Date.now() - 60_000).toISOString().slice(0, 10);
    const ended = await compare();
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/Orders: 1 in Magento, 2 here; 1 differences, 0 repaired/);
    expect(ended.stdout).toContain(`${day}: 1 in Magento, 2 here`);
    expect(ended.stdout).toMatch(/difference \d+: ORDER_MISSING_IN_MAGENTO, order 2\. Magento answers 404/);
    expect(await failing('reconcile', '--store', 'default', '--from', 'x', '--to', 'y')).toContain('--from');
  });
});

describe('the command line', () => {
  it('needs no database for help and for mistakes', async () => {
    // No database answers there.
    const environment = { ...process.env, DATABASE_URL: 'postgresql://bridge@127.0.0.1:1/none' };
    const bare = (...words: string[]) =>
      promisify(execFile)(process.execPath, [CLI, ...words], { env: environment });
    expect((await bare('operations', '--help')).stdout).toContain('<retry|withdraw>');
    for (const [words, said] of [
      [['store'], /'list\|put\|pause\|resume\|delete\|map\|move\|clean'/],
      [[], /^Usage: cli/],
      [['nonsense'], /^error: (?!.*outputHelp)/s],
    ] as const) {
      const ended = bare(...words);
      await expect(ended).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(said) });
    }
  });

  it('finds the embedded database that a service runs', async () => {
    const dataDir = keptDirectory('bridge-beside-');
    const sandbox = await Sandbox.start();
    const environment = environmentFor('', sandbox);
    delete environment['DATABASE_URL'];
    delete environment['SECRETS_KEY'];
    const service = await startServiceProcess({ ...environment, DATA_DIR: dataDir });
    try {
      const { PATH, HOME } = process.env;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [CLI, 'operations', 'retry', '--store', 'default', '--dry-run'],
        { env: { PATH, HOME, DATA_DIR: dataDir } },
      );
      expect(stdout).toBe('0 would be tried again now.\n');
      // The database is still there, for the service.
      expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    } finally {
      await service.stop();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
