import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepProcess } from '../support/keeper.js';
import { printedCalls } from '../support/printed-commands.js';
import { freePort } from '../support/service-process.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../..');
const SHELLS = ['sh', 'bash', 'dash', 'zsh'].filter((shell) =>
  process.env['PATH']!.split(delimiter).some((folder) => existsSync(join(folder, shell))),
);

interface Demo {
  child: ChildProcess;
  url: string;
  environment: Record<string, string>;
  printed(): string;
}

/** As a terminal starts it: it leads a group, which a Ctrl-C goes to. @param home of a user who has nothing yet */
async function startDemo(home: string): Promise<Demo> {
  const port = String(await freePort());
  const environment = { PATH: process.env['PATH']!, HOME: home, PORT: port };
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/demo.ts'], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  keepProcess(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  return { child, url: `http://127.0.0.1:${port}`, environment, printed: () => text };
}

const exitOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));

async function isGone(url: string, directory: string): Promise<true | undefined> {
  const answers = await fetch(url).then(
    () => true,
    () => false,
  );
  return answers || existsSync(directory) ? undefined : true;
}

describe('the demo', () => {
  let home: string;
  let demo: Demo;
  const dataDir = (): string => /DATA_DIR=(\S+)/.exec(demo.printed())![1]!;
  const run = (
    program: string,
    words: string[],
  ): Promise<{ code: unknown; stdout: string; stderr: string }> =>
    new Promise((done) => {
      const options = { cwd: ROOT, env: { ...demo.environment, BRIDGE: demo.url } };
      execFile(program, words, options, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, stdout, stderr }),
      );
    });

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'bridge-home-'));
    demo = await startDemo(home);
    await until(() => Promise.resolve(/Look around|Stopped/.test(demo.printed()) || undefined));
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('says first what it does, and walks the way of an order without a mismatch', () => {
    expect(demo.printed()).toMatch(/^Two Magento shops/);
    expect(demo.printed().match(/.*(MISMATCH|FAILED).*/g)).toBeNull();
    expect(demo.printed()).toContain('Every step did what it should.');
  });

  it('takes the steps that the README names, in its order, and counts each once', () => {
    const [, listed] = /Its steps: ([^.]+)\./.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
    const names = listed!.replace(/\s+/g, ' ').split(', ');
    const steps = [...demo.printed().matchAll(/^(\d+)\. ([^:\n]+)/gm)];
    expect(names.length).toBeGreaterThan(10);
    expect(steps.map(([, number, name]) => [number, name])).toEqual(
      names.map((name, i) => [String(i + 1), name]),
    );
  });

  it('answers every call that the pages print, in any shell', async () => {
    const calls = ['README.md', 'docs/api.md'].flatMap(printedCalls);
    expect(calls.length).toBeGreaterThan(35);
    for (const [i, call] of calls.entries()) {
      // A write may be made once: its shell is the next one. A reading is made by all.
      const shells = call.includes('bridge-curl GET') ? SHELLS : [SHELLS[i % SHELLS.length]!];
      for (const shell of shells) {
        const { code, stdout, stderr } = await run(shell, ['-c', call]);
        // Compared whole, so that a failure shows the call and its answer.
        const said = code === 0 ? '' : stdout + stderr;
        expect({ shell, call, code, said }).toEqual({ shell, call, code: 0, said: '' });
      }
    }
  }, 300_000);

  it('says with another code than 0 that a call was refused, and nothing of the secret', async () => {
    const { code, stdout } = await run('sh', ['-c', 'bin/bridge-curl GET /orders/999999']);
    expect([code, stdout]).toEqual([22, expect.stringContaining('NOT_FOUND')]);
    const nowhere = await run('sh', ['-c', 'bin/bridge-curl PUT /shipments/1/label @nowhere.png']);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      expect.stringContaining('there is no file nowhere.png'),
    ]);
    expect((await run('sh', ['-c', 'bin/bridge-curl'])).stderr).toContain(
      'bin/bridge-curl GET /orders/pending',
    );
  });

  it('prints commands that work beside it', async () => {
    const [, doctor] = /command line +(.*)/.exec(demo.printed())!;
    const { code, stdout } = await run('sh', ['-c', doctor!]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('ok       sign-in')]);
    const [, orders] = /orders {8}(.*)/.exec(demo.printed())!;
    expect((await run('sh', ['-c', orders!])).stdout).toContain('"orderCode"');
  });

  it('ends with the Ctrl-C of a terminal, says so, and leaves nothing behind', async () => {
    const directory = dataDir();
    const ended = exitOf(demo.child);
    process.kill(-demo.child.pid!, 'SIGINT');
    // As npm passes it on.
    process.kill(demo.child.pid!, 'SIGINT');
    expect(await ended).toBe(0);
    expect(demo.printed()).toContain('Nothing is left running');
    expect(await isGone(demo.url, directory)).toBe(true);
  });
});

describe('a demo that is killed', () => {
  it('takes its service and its database along', async () => {
    const home = mkdtempSync(join(tmpdir(), 'bridge-home-'));
    const demo = await startDemo(home);
    await until(() => Promise.resolve(/^1\. /m.test(demo.printed()) || undefined));
    const [pid] = await childrenOf(demo.child.pid!, 'main.js');
    const [, directory] = /DATA_DIR=([^\0]+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))!;
    expect(existsSync(join(directory!, 'postgres', 'postmaster.pid'))).toBe(true);
    // What stands still takes no signal before it goes on.
    process.kill(pid!, 'SIGSTOP');
    demo.child.kill('SIGKILL');
    expect(await until(() => isGone(demo.url, directory!))).toBe(true);
    rmSync(home, { recursive: true, force: true });
  });
});

async function childrenOf(pid: number, program: string): Promise<number[]> {
  const { stdout } = await new Promise<{ stdout: string }>((done) =>
    execFile('ps', ['-eo', 'pid=,ppid=,args='], (_error, out) => done({ stdout: out })),
  );
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , parent, words]) => Number(parent) === pid && words!.includes(program))
    .map(([, own]) => Number(own));
}
