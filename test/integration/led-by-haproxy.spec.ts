import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepProcess, keptDirectory } from '../support/keeper.js';
import { freePort } from '../support/service-process.js';
import { until } from '../support/until.js';

const HAPROXY = '/usr/sbin/haproxy';
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

/** Says who it is. */
async function startCell(name: string): Promise<Server> {
  const server = createServer((_request, response) => response.end(name));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

// As the browser tests: where the program is installed.
(existsSync(HAPROXY) ? describe : describe.skip)(
  'HAProxy with the configuration of the documentation',
  () => {
    const directory = keptDirectory('bridge-haproxy-');
    let west: Server;
    let east: Server;
    let haproxy: ChildProcess;
    let url: string;

    const leads = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
      (await fetch(`${url}${path}`, { headers })).text();

    beforeAll(async () => {
      [west, east] = [await startCell('west'), await startCell('east')];
      const port = await freePort();
      const map = join(directory, 'stores.map');
      const config = /```haproxy\n(.*?)```/s
        .exec(PAGE)![1]!
        // Without TLS, and one server for each cell.
        .replace(/bind :443 .*/, `bind 127.0.0.1:${port}`)
        .replaceAll(/ {2}server api2 .*\n/g, '')
        .replace('10.0.1.10:3000', `127.0.0.1:${portOf(west)}`)
        .replace('10.0.2.10:3000', `127.0.0.1:${portOf(east)}`)
        .replaceAll('/run/haproxy/admin.sock', join(directory, 'admin.sock'))
        .replaceAll('/etc/haproxy/stores.map', map);
      writeFileSync(map, 'default west\nsecond east\n');
      writeFileSync(join(directory, 'haproxy.cfg'), config);
      haproxy = spawn(HAPROXY, ['-db', '-f', join(directory, 'haproxy.cfg')], { stdio: 'ignore' });
      keepProcess(haproxy);
      url = `http://127.0.0.1:${port}`;
      await until(() => leads('/').then(Boolean, () => undefined));
    });

    afterAll(() => {
      haproxy.kill('SIGTERM');
      for (const server of [west, east]) server.closeAllConnections();
      for (const server of [west, east]) server.close();
    });

    it('leads a request to the cell of its store, by either header and by the path', async () => {
      expect([
        await leads('/orders', { 'x-store-code': 'second' }),
        await leads('/orders', { authDomainName: 'second' }),
        await leads('/webhooks/clickpost/second'),
        await leads('/admin/stores/second/endpoints'),
        await leads('/admin/sync/second/orders.new/run'),
      ]).toEqual(['east', 'east', 'east', 'east', 'east']);
      expect([
        await leads('/orders', { 'x-store-code': 'default' }),
        await leads('/webhooks/clickpost/default'),
        await leads('/orders'),
        await leads('/orders/second', { 'x-store-code': 'default' }),
        // Its name is no store's.
        await leads('/admin/clients/second'),
      ]).toEqual(['west', 'west', 'west', 'west', 'west']);
    });

    it('leads it elsewhere once its line is another, without a restart', async () => {
      const admin = connect(join(directory, 'admin.sock'));
      const [, command] = /echo "(set map \S+ default east)"/.exec(PAGE)!;
      admin.end(`${command!.replace('/etc/haproxy/stores.map', join(directory, 'stores.map'))}\n`);
      await new Promise((done) => admin.resume().once('close', done));
      expect(await leads('/orders', { 'x-store-code': 'default' })).toBe('east');
    });
  },
);
