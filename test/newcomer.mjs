/**
 * `node test/newcomer.mjs`: does what the README tells a newcomer to do, command by command, in a directory of its own,
 * until an order of a shop stands in the console. Needs git and Node.js only.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PORT = 3917;
const MOST_SECONDS = 600;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [, block] = /```sh newcomer\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'));
const commands = block
  .trim()
  .split('\n')
  .map((line) => line.replace('<this repository>', `'${root}'`));
if (commands.length >= 5) throw new Error('A newcomer is promised fewer than five commands.');
const place = mkdtempSync(join(tmpdir(), 'bridge-newcomer-'));
// As root, PostgreSQL runs as another user, who has to pass.
chmodSync(place, 0o755);
let directory = place;
let last;

function run(command) {
  const child = spawn(command, {
    cwd: directory,
    shell: true,
    stdio: ['inherit', 'pipe', 'inherit'],
    detached: true,
    env: { ...process.env, PORT },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const words = [];
  child.stdout.on('data', (chunk) => {
    words.push(chunk);
    process.stdout.write(chunk);
  });
  /** The demo has come to its end and stays up to be looked at. */
  const staysUp = () => Buffer.concat(words).includes('Look around until Ctrl-C');
  return { child, ended, staysUp };
}

async function shownInConsole() {
  const base = `http://127.0.0.1:${PORT}/console`;
  const cookies = new Map();
  const visit = async (path, form) => {
    const reply = await fetch(base + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    return reply.text();
  };
  const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(await visit('/sign-in'));
  await visit('/sign-in', { _csrf: csrf, clientId: 'increff', clientSecret: 'demo-secret-1' });
  return /000000\d{3}/.exec(await visit('/orders?store=default'))?.[0];
}

let order;
try {
  for (const command of commands.slice(0, -1)) {
    if (command.startsWith('cd ')) directory = join(directory, command.slice(3));
    else if ((await run(command).ended) !== 0) throw new Error(`failed: ${command}`);
  }
  last = run(commands.at(-1));
  for (
    let second = 0;
    second < MOST_SECONDS && order === undefined && last.child.exitCode === null;
    second++
  ) {
    await sleep(1000);
    if (last.staysUp()) order = await shownInConsole().catch(() => undefined);
  }
} finally {
  if (last?.child.exitCode === null) {
    process.kill(-last.child.pid, 'SIGINT');
    await last.ended;
  }
  rmSync(place, { recursive: true, force: true });
}
if (order === undefined) throw new Error('No order was shown in the console.');
process.stdout.write(`${`\nnewcomer: ${commands.length} commands, then the console shows order ${order}`}\n`);
