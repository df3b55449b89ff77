import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HttpService } from '@nestjs/axios';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { create } from 'axios';
import { MagentoClients } from '../../src/magento/magento-clients.js';
import type { MagentoClient } from '../../src/magento/magento.client.js';
import { OutgoingHttp } from '../../src/platform/outgoing/outgoing-http.js';
import { StoreMode } from '../../src/platform/outgoing/store-mode.js';
import { until } from '../support/until.js';

let shop: Server;
let clients: MagentoClients;
const open = new Set<Socket>();
/** Requests that wait for an answer. */
const held: ServerResponse[] = [];

beforeEach(async () => {
  shop = createServer((request, response) => {
    request.resume();
    held.push(response);
  });
  shop.keepAliveTimeout = 600_000;
  shop.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  clients = new MagentoClients(new OutgoingHttp(new HttpService(create())));
});

afterEach(async () => {
  clients.onApplicationShutdown();
  shop.closeAllConnections();
  held.length = 0;
  await new Promise((done) => shop.close(done));
});

/** Connections with another time-out are other connections: the client is replaced. */
const clientWith = (timeoutMs: number): MagentoClient =>
  clients.for({
    storeCode: 'default',
    baseUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`,
    storeView: 'default',
    credentials: { scheme: 'bearer', accessToken: 'token' },
    timeoutMs,
    concurrency: 4,
    readMode: () => Promise.resolve(StoreMode.Live),
    allowPrivateTargets: true,
    privateTargets: [],
  });
const waiting = (count: number) => until(() => Promise.resolve(held.length === count || undefined));
const answerAll = (): void => {
  for (const response of held.splice(0)) {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"entity_id":1}');
  }
};
const connections = (count: number) => until(() => Promise.resolve(open.size === count || undefined));

it('closes the connections of a replaced client, once its calls have ended', async () => {
  const old = clientWith(60_000);
  const calls = [old.getOrder('1'), old.getOrder('2')];
  await waiting(2);
  const other = clientWith(61_000);
  expect(other).not.toBe(old);
  expect(open.size).toBe(2);
  answerAll();
  await Promise.all(calls);
  await connections(0);
});

it('closes idle connections of a replaced client at once, and keeps those of the new one', async () => {
  const old = clientWith(60_000);
  const call = old.getOrder('1');
  await waiting(1);
  answerAll();
  await call;
  expect(open.size).toBe(1);
  const next = clientWith(61_000).getOrder('1');
  await waiting(1);
  await connections(1);
  answerAll();
  await next;
  expect(open.size).toBe(1);
});

it('lets a run that still has the replaced client go on, and closes its connections again', async () => {
  const old = clientWith(60_000);
  clientWith(61_000);
  const call = old.getOrder('1');
  await waiting(1);
  answerAll();
  expect((await call).value.entity_id).toBe(1);
  await connections(0);
});

it('closes the connections of a store that is removed', async () => {
  const call = clientWith(60_000).getOrder('1');
  await waiting(1);
  clients.forget('default');
  expect(open.size).toBe(1);
  answerAll();
  await call;
  await connections(0);
});
