import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureHeaders } from '../../src/deliveries/signature.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const PHP = join(import.meta.dirname, '../../packages/receiver/php');
const hasPhp = spawnSync('php', ['--version']).status === 0;
/** Any one. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Needs php-cli 8.1 or later; without it, this one test says that the example was not tried. */
if (hasPhp) describe('the example in PHP', inPhp);
else it('the example in PHP is not tried: there is no php on the PATH', () => expect(hasPhp).toBe(false));

function inPhp(): void {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  let sandbox: Sandbox;
  let bridge: TestApp;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bridge-php-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/bridge/receive`;
    const env = { ...process.env, RECEIVER_FOLDER: folder };
    server = spawn('php', ['-S', `127.0.0.1:${port}`, join(PHP, 'test/serve.php')], { env, stdio: 'ignore' });
    await until(() =>
      fetch(url, { method: 'POST' }).then(
        ({ status }) => status === 401 || undefined,
        () => undefined,
      ),
    );
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox);
    const endpoints = '/admin/stores/default/endpoints';
    const { body } = await bridge.call('PUT', `${endpoints}/NOTIFICATION`, { body: { url } });
    await bridge.call('PUT', `${endpoints}/RETURN_ACK`, { body: { sameAs: 'NOTIFICATION' } });
    writeFileSync(join(folder, 'secrets'), `${SECRET} ${body.signingSecret}`);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const events = (): Record<string, any>[] => {
    const file = join(folder, 'events');
    return (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, any>);
  };
  const files = readdirSync(PHP, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.php'));

  it.each(files)('%s is PHP', (file) => {
    expect(execFileSync('php', ['-l', join(PHP, file)], { encoding: 'utf8' })).toContain('No syntax errors');
  });

  it.each([
    ['NOTIFICATION', 'DELIVERED', 'forward'],
    ['NOTIFICATION', 'RETURN_PICKED_UP', 'return'],
    ['NOTIFICATION', 'INVOICE_GENERATED', 'invoice'],
    ['NOTIFICATION', 'TEST', 'test'],
    ['RETURN_ACK', 'RETURN_PROCESSED', 'return-acknowledgement'],
  ])('takes a delivery of %s %s as %s', async (kind, type, taken) => {
    const path = `/admin/stores/default/endpoints/${kind}/test?type=${type}`;
    const { body } = await bridge.post(path);
    expect(body).toMatchObject({ ok: true, status: 200 });
    const sent = (await bridge.get(`/deliveries/${body.deliveryId}`)).body;
    expect(events().at(-1)).toEqual({ kind: taken, isTest: true, event: sent.body });
  });

  it('takes an event of an order, and says that it is no test', async () => {
    const order = { forwardOrderCode: 'TEST-ÄÖ', notificationType: 'SOMETHING_NEW' };
    expect(
      (await bridge.post('/notifications', { ...order, notificationUpdateTime: 1_678_949_844 })).status,
    ).toBe(200);
    const seen = await until(() =>
      Promise.resolve(events().find(({ event }) => event.forwardOrderCode === 'TEST-ÄÖ')),
    );
    expect(seen).toMatchObject({ kind: 'forward', isTest: false });
  });

  const send = async (body: string, headers = signatureHeaders('msg_1', new Date(), body, [SECRET])) =>
    (await fetch(url, { method: 'PUT', headers: headers as unknown as Record<string, string>, body })).status;

  it('leaves out repeats, and handles again what failed', async () => {
    const before = events().length;
    const body = '{"forwardOrderCode":"7","notificationType":"LOST"}';
    const headers = signatureHeaders('msg_again', new Date(), body, [SECRET]);
    writeFileSync(join(folder, 'fail'), '');
    expect(await send(body, headers)).toBe(500);
    rmSync(join(folder, 'fail'));
    expect([await send(body, headers), await send(body, headers)]).toEqual([200, 200]);
    expect(events()).toHaveLength(before + 1);
  });

  it.each<[string, () => Promise<number>]>([
    ['another body', () => send('{ }', signatureHeaders('msg_2', new Date(), '{}', [SECRET]))],
    [
      'an old try',
      () => send('{}', signatureHeaders('msg_3', new Date(Date.now() - 301_000), '{}', [SECRET])),
    ],
    ['another secret', () => send('{}', signatureHeaders('msg_4', new Date(), '{}', ['whsec_AAAA']))],
    ['no signature', () => send('{}', {} as never)],
  ])('refuses %s', async (_what, call) => {
    expect(await call()).toBe(401);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
