/**
 * `node test/newcomer.mjs`: does what the README and the guide tell a newcomer to do, command by command, in a directory and a home
 * of their own: until an order of a shop stands in the console, then all calls that the pages print, at the demo, and a service of
 * their own with the doctor, a backup and its restore beside it. Needs git, Node.js and curl only. Ends with 1 where a command fails,
 * or where the first order takes longer than promised after the installation.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PORT = 3917;
const MOST_SECONDS = 600;
/** From `npm run demo` to an order in the console. */
const PROMISED_SECONDS = 180;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = (name) => readFileSync(join(root, name), 'utf8');
const linesOf = (block) => block.trim().split('\n');
const blocksOf = (text) => [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => linesOf(block));
const [readme, api, operations] = ['README.md', 'docs/api.md', 'docs/operations.md'].map(page);
const calls = [readme, api]
  .flatMap((text) => blocksOf(text).flat())
  .filter((line) => line.includes('bridge-curl'));
const start = blocksOf(readme)
  .flat()
  .find((line) => line.endsWith('npm start'));
const [, doctor] = /`(npm run cli -- doctor)`/.exec(readme);
const tools = ['backup', 'status'].map(
  (name) => new RegExp(`\`(npm run cli -- db ${name}[^\`]*)\``).exec(operations)[1],
);
const restore = blocksOf(operations).find((lines) => lines.join().includes('.data-new'));
const beside = [doctor, ...tools, ...restore];
const [, first] = /```sh newcomer\n([^]*?)```/.exec(readme);
const commands = linesOf(first).map((line) => line.replace('<this repository>', `'${root}'`));
if (commands.length >= 5) throw new Error('A newcomer is promised fewer than five commands.');
const place = mkdtempSync(join(tmpdir(), 'bridge-newcomer-'));
// As root, PostgreSQL runs as another user, who has to pass.
chmodSync(place, 0o755);
const home = join(place, 'home');
mkdirSync(home);
// Where packages come from is the machine's business.
const ofNpm = Object.entries(process.env).filter(([name]) =>
  /^(npm_config_|NODE_EXTRA_CA_CERTS$)/i.test(name),
);
const { PATH } = process.env;
const env = {
  ...Object.fromEntries(ofNpm),
  PATH,
  HOME: home,
  PORT,
  BRIDGE: `http://127.0.0.1:${PORT}`,
};
let directory = place;
let last;
/** What was run, and how long it took, in seconds. */
const times = [];

function run(command) {
  const child = spawn(command, {
    cwd: directory,
    shell: true,
    stdio: ['inherit', 'pipe', 'inherit'],
    detached: true,
    env,
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
let waited;
try {
  for (const command of commands.slice(0, -1)) {
    if (command.startsWith('cd ')) directory = join(directory, command.slice(3));
    else await succeed(command);
  }
  const installed = Date.now();
  last = run(commands.at(-1));
  await lasting(async () => {
    if (last.staysUp()) order = await shownInConsole().catch(() => undefined);
    return order !== undefined;
  });
  waited = secondsSince(installed);
  times.push(['first order in the console, after the installation', waited]);
  for (const call of calls) await succeed(call);
  await end(last);
  last = run(start);
  await lasting(() =>
    fetch(`${env.BRIDGE}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  for (const command of beside) await succeed(command);
} finally {
  await end(last);
  rmSync(place, { recursive: true, force: true });
}

async function succeed(command) {
  const began = Date.now();
  if ((await run(command).ended) !== 0) throw new Error(`failed: ${command}`);
  times.push([command.replaceAll(root, '…'), secondsSince(began)]);
}

function secondsSince(began) {
  return Math.round((Date.now() - began) / 1000);
}

/** While the last command runs, until it is so. */
async function lasting(isSo) {
  for (let second = 0; second < MOST_SECONDS && last.child.exitCode === null; second++) {
    await sleep(1000);
    if (await isSo()) return;
  }
  throw new Error('The last command did not come to what it is for.');
}

async function end(one) {
  if (one?.child.exitCode !== null) return;
  process.kill(-one.child.pid, 'SIGINT');
  await one.ended;
}
process.stdout.write('\nseconds  command\n');
for (const [command, seconds] of times) process.stdout.write(`${String(seconds).padStart(7)}  ${command}\n`);
process.stdout.write(
  `${`\nnewcomer: ${commands.length + calls.length + 1 + beside.length} commands, 0 failures; the console showed order ${order}`}\n`,
);
if (waited > PROMISED_SECONDS) {
  process.stdout.write(`The first order took longer than ${PROMISED_SECONDS} s.\n`);
  process.exitCode = 1;
}
