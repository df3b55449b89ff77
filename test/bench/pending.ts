import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { Sandbox } from '../sandbox/sandbox.js';
import { generateOrder } from '../sandbox/generator.js';
import { BenchBridge } from './bridge.js';
import { row, type Row } from './processes.js';

/** Magento's filter cannot say its name: orders are asked for whole. */
const UNSAYABLE = { path: 'extension_attributes.no-such-field', as: 'none' };

interface Cost {
  calls: number;
  bytes: number;
}

/** What the sweep of pending orders costs where nothing has changed: by the short list, and whole as where it cannot be asked for. */
export async function benchPending(
  newDatabase: (name: string) => Promise<string>,
  orders: number,
): Promise<Row[]> {
  const sandbox = await Sandbox.start();
  const createdAt = Date.now() - 86_400_000;
  for (let id = 1; id <= orders; id++) {
    sandbox.place(generateOrder({ entityId: id, createdAt, varied: true }));
  }
  sandbox.recordRequests = true;
  const counter = await countingProxy(Number(new URL(sandbox.url).port));
  const bridge = await BenchBridge.start(await newDatabase('pending'), `http://127.0.0.1:${counter.port}/`);
  const cost = async (): Promise<Cost> => {
    const [calls, bytes] = [sandbox.seen.length, counter.bytes()];
    await bridge.run('orders.pending');
    return { calls: sandbox.seen.length - calls, bytes: counter.bytes() - bytes };
  };
  await bridge.run('orders.pending');
  const short = await cost();
  await bridge.settings({ customFields: [UNSAYABLE] });
  const whole = await cost();
  await bridge.stop();
  counter.close();
  await sandbox.close();
  const said = ({ calls, bytes }: Cost): string => `${calls} calls, ${(bytes / 1e6).toFixed(2)} MB`;
  const ratio = whole.bytes / short.bytes;
  return [
    row(
      `sweep of ${orders} pending orders`,
      said(short),
      `${said(whole)} (whole orders)`,
      ratio,
      '> 2',
      ratio > 2,
    ),
  ];
}

async function countingProxy(
  target: number,
): Promise<{ port: number; bytes: () => number; close: () => void }> {
  let bytes = 0;
  const server = createServer((socket) => {
    const shop = connect(target, '127.0.0.1');
    socket.pipe(shop);
    shop.on('data', (part: Buffer) => (bytes += part.length));
    shop.pipe(socket);
    for (const one of [socket, shop]) one.on('error', () => (socket.destroy(), shop.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    bytes: () => bytes,
    close: () => server.close(),
  };
}
