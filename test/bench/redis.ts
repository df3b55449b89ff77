import { spawn, spawnSync } from 'node:child_process';
import { createConnection } from 'node:net';
import { freePort } from '../support/service-process.js';
import { keepProcess, keptDirectory } from '../support/keeper.js';
import { until } from '../support/until.js';

export interface Redis {
  port: number;
  pid: number;
  stop: () => void;
}

/** Redis as durable as the service's database: an answer waits for the disk. Undefined where it is not installed. */
export async function startRedis(): Promise<Redis | undefined> {
  if (spawnSync('redis-server', ['--version']).error) {
    process.stderr.write('Without redis-server there is no row on BullMQ.\n');
    return undefined;
  }
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', keptDirectory('bridge-redis-')].concat([
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
    ]),
    { stdio: 'ignore' },
  );
  keepProcess(child);
  await until(() => answers(port));
  return { port, pid: child.pid!, stop: () => child.kill() };
}

function answers(port: number): Promise<true | undefined> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(undefined));
  });
}
