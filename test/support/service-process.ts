import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { keepProcess } from './keeper.js';
import { until } from './until.js';

/** Secrets and customers of the tests: none may come out of a service, in any event and at any log level. */
const CANARIES = [
  'Sandbox12345',
  'increff-secret',
  'push-secret',
  'customer@example.com',
  '1 Main Street',
  '5555550100',
];

const ROOT = join(import.meta.dirname, '..', '..');

export interface ServiceProcess {
  url: string;
  child: ChildProcess;
  /** SIGKILL: nothing is drained. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

/** The service as a process of its own, ready to serve: as built in `root`, or what Node is given to run. */
export async function startServiceProcess(
  environment: Record<string, string>,
  onOutput?: (text: string) => void,
  root = ROOT,
  program = [join(root, 'dist', 'src', 'main.js')],
): Promise<ServiceProcess> {
  const port = environment['PORT'] ?? String(await freePort());
  const { PATH, HOME, TMPDIR } = process.env;
  // Nobody sees it, but it is looked through for canaries.
  const level = environment['LOG_LEVEL'] === 'silent' ? 'debug' : (environment['LOG_LEVEL'] ?? 'info');
  const child = spawn(process.execPath, program, {
    env: { PATH, HOME, TMPDIR, ...environment, LOG_LEVEL: level, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // It leads a group of its own, and would outlive us.
  keepProcess(child);
  const endIt = (): void => void child.kill('SIGKILL');
  process.once('exit', endIt);
  child.once('exit', () => process.off('exit', endIt));
  let output = '';
  const leaked = new Set<string>();
  const take = (chunk: Buffer): void => {
    const text = output.slice(-100) + chunk.toString();
    for (const canary of CANARIES) if (text.includes(canary)) leaked.add(canary);
    output = (output + chunk.toString()).slice(-20_000);
    onOutput?.(chunk.toString());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const ended = async (): Promise<number | null> => {
    const code = await exited;
    if (leaked.size > 0) throw new Error(`The service put out ${[...leaked].join(', ')}:\n${output}`);
    return code;
  };
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    const how = child.exitCode ?? child.signalCode;
    if (how !== null) throw new Error(`The service ended with ${how}:\n${output}`);
    return fetch(`${url}/health/ready`).then(
      (reply) => reply.ok || undefined,
      () => undefined,
    );
  });
  return {
    url,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended();
    },
  };
}

const FIRST_PORT = 20_000;
const PORTS_PER_WORKER = 400;
let lastPort = Math.floor(Math.random() * PORTS_PER_WORKER);

/** A port to listen on: of this Jest worker alone, and below those that the system gives to outgoing connections. */
export async function freePort(): Promise<number> {
  const first = FIRST_PORT + (Number(process.env['JEST_WORKER_ID'] ?? 0) % 20) * PORTS_PER_WORKER;
  for (let tries = 0; tries < PORTS_PER_WORKER; tries++) {
    lastPort = (lastPort + 1) % PORTS_PER_WORKER;
    const port = first + lastPort;
    if (await canListenOn(port)) return port;
  }
  throw new Error(`No port from ${first} on is free.`);
}

function canListenOn(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
