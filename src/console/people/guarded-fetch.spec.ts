import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { GuardedAgents } from '../../platform/outgoing/guarded-agents.js';
import { TargetRules } from '../../platform/outgoing/target-rules.js';
import { guardedFetch, ProviderUnreachableError } from './guarded-fetch.js';

describe('a call to a provider that gives no answer', () => {
  const agents = new GuardedAgents(TargetRules.forOperators(), { keepAlive: false });
  const sockets = new Set<Socket>();
  let server: Server;
  let asked: Promise<void>;

  /** @param said to whoever asks; nothing when left out */
  async function start(said?: string): Promise<string> {
    const come = Promise.withResolvers<void>();
    asked = come.promise;
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        come.resolve();
        if (said !== undefined) socket.write(said);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  const call = (url: string, signal?: AbortSignal): Promise<Response> =>
    guardedFetch(agents)(url, { method: 'GET', headers: {}, body: undefined, redirect: 'manual', signal });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });

  it('ends with its signal', async () => {
    const url = await start();
    const patience = new AbortController();
    const called = call(url, patience.signal);
    await Promise.all([
      expect(called).rejects.toThrow(ProviderUnreachableError),
      asked.then(() => patience.abort()),
    ]);
  });

  it('ends with its signal in the middle of an answer', async () => {
    const url = await start('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf');
    const patience = new AbortController();
    const called = call(url, patience.signal);
    await Promise.all([
      expect(called).rejects.toThrow(ProviderUnreachableError),
      asked.then(() => patience.abort()),
    ]);
  });

  it('is not begun when its signal has come before', async () => {
    const url = await start('HTTP/1.1 204 No Content\r\n\r\n');
    await expect(call(url, AbortSignal.abort())).rejects.toThrow(ProviderUnreachableError);
  });

  it('ends where the answer is a change of protocol', async () => {
    const url = await start('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    await expect(call(url)).rejects.toThrow(ProviderUnreachableError);
  });
});
