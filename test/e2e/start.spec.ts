import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { startServiceProcess } from '../support/service-process.js';
import { environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'src', 'main.js');

describe('a start of the service', () => {
  let taken: Server;
  let directory: string;
  let sandbox: Sandbox;
  let db: TestDatabase;

  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    directory = mkdtempSync(join(tmpdir(), 'bridge-start-'));
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
});
