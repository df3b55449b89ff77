import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, startServiceProcess } from '../support/service-process.js';
import { environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { keepProcess, keptDirectory } from '../support/keeper.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'dist', 'src', 'main.js');

describe('a start of the service', () => {
  let taken: Server;
  let directory: string;
  let sandbox: Sandbox;
  let db: TestDatabase;

  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    directory = keptDirectory('bridge-start-');
    sandbox = await Sandbox.start();
    db = await createTestDatabase();
  });

  afterAll(async () => {
    taken.close();
    rmSync(directory, { recursive: true });
    await sandbox.close();
    await db.drop();
  });

  it('says in a sentence that the port is taken, before a database is made', async () => {
    const { port } = taken.address() as { port: number };
    const dataDir = join(directory, 'data');
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH, HOME, PORT: String(port), DATA_DIR: dataDir },
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (output += String(chunk)));
    }
    expect(await new Promise((done) => child.once('close', done))).toBe(1);
    expect(output).toBe(
      `PORT ${port} on 127.0.0.1 is taken by another program. End it, or set PORT to another port.\n`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('takes a few lines, and names variables that nobody reads', async () => {
    let output = '';
    const environment = { ...environmentFor(db.url, sandbox), MAGENTO_BASEURL: 'x', LOG_LEVEL: 'info' };
    const service = await startServiceProcess(environment, (chunk) => (output += chunk));
    expect(await service.stop()).toBe(0);
    expect(output).toContain(
      'MAGENTO_BASEURL is no variable of this service; did you mean MAGENTO_BASE_URL?',
    );
    const started = output.slice(0, output.indexOf('"listening"'));
    expect(started.split('\n').length).toBeLessThan(15);
  });

  /** With a database of its own below DATA_DIR. */
  async function starting(
    command: string,
    args: string[],
    more: Record<string, string> = {},
  ): Promise<{ child: ChildProcess; url: string }> {
    const dataDir = keptDirectory('bridge-start-');
    const port = String(await freePort());
    const { PATH, HOME } = process.env;
    const child = spawn(command, args, {
      env: { PATH, HOME, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...more },
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    keepProcess(child);
    server = join(dataDir, 'postgres', 'postmaster.pid');
    return { child, url: `http://127.0.0.1:${port}` };
  }

  const ending = (child: ChildProcess): Promise<unknown> =>
    new Promise((done) => child.once('exit', (code) => done(code)));
  const served = (url: string): Promise<boolean> =>
    until(() =>
      fetch(`${url}/health/ready`).then(
        (reply) => reply.ok || undefined,
        () => undefined,
      ),
    );
  let server: string;

  it('through npm ends with the Ctrl-C of a terminal, which npm passes on a second time', async () => {
    const { child, url } = await starting('npm', ['start', '--silent']);
    await served(url);
    const ended = ending(child);
    process.kill(-child.pid!, 'SIGINT');
    expect(await ended).toBe(0);
    await until(() => Promise.resolve(existsSync(server) ? undefined : true));
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('through npm ends with the SIGTERM that npm alone gets', async () => {
    const { child, url } = await starting('npm', ['start', '--silent']);
    await served(url);
    const ended = ending(child);
    child.kill('SIGTERM');
    await ended;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(existsSync(server)).toBe(false);
  });

  it('that is ended in its middle leaves no database behind', async () => {
    const { child } = await starting(process.execPath, [MAIN]);
    await until(() => Promise.resolve(existsSync(server) || undefined));
    const ended = ending(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(server)).toBe(false);
  });

  it('at a terminal shows its addresses and the secret that is shown once, and logs for reading', async () => {
    const { child, url } = await starting(
      'script',
      ['-qfec', `'${process.execPath}' '${MAIN}'`, '/dev/null'],
      {
        LOG_LEVEL: 'info',
      },
    );
    let output = '';
    child.stdout!.on('data', (chunk) => (output += String(chunk)));
    await until(() => Promise.resolve(output.includes('/health/ready') || undefined));
    const ended = ending(child);
    // Ctrl-C, as it is typed.
    child.stdin!.write('\x03');
    await ended;
    const lines = output.slice(0, output.indexOf('/health/ready')).trim().split('\n');
    expect(lines.length).toBeLessThan(25);
    for (const [name, path] of Object.entries({ API: '', 'Swagger UI': '/docs', Console: '/console' })) {
      expect(output).toMatch(new RegExp(`^  ${name} +${url}${path}\\s*$`, 'm'));
    }
    expect(output).toMatch(/shown this once:\s+clientId admin\s+clientSecret \S{32}/);
    expect(output).not.toContain('{"level"');
    expect(existsSync(server)).toBe(false);
  });
});
