import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OUT_OF_REACH, WITH_PROCESSES } from './reach.js';

/**
 * `npm run explore:prove -- [--schedules K] [--only name,name]`: puts each old fault back, in a copy of the tree, and lets the explorer look for
 * it. Prints how many schedules it took. A fault that is in reach and is not found makes it fail.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const ROOT = join(import.meta.dirname, '../..');
const PARTS = [
  'src',
  'migrations',
  'test/explorer',
  'test/sandbox',
  'test/support',
  'test/fixtures',
  'package.json',
];

const patches = readdirSync(join(ROOT, 'test/old-faults'))
  .filter((name) => name.endsWith('.patch'))
  .map((name) => name.replace(/\.patch$/, ''));
const only = values.only?.split(',');
const missed: string[] = [];
for (const patch of patches) {
  if (only ? !only.includes(patch) : patch in OUT_OF_REACH) continue;
  const found = await lookFor(patch);
  process.stdout.write(`| ${patch} | ${found ?? 'not found'} |\n`);
  if (found === undefined) missed.push(patch);
}
process.stdout.write(`${missed.length} not found\n`);
process.exit(missed.length === 0 ? 0 : 1);

/** @returns how many schedules were played until one failed, and by which words */
async function lookFor(patch: string): Promise<string | undefined> {
  const tree = mkdtempSync(join(tmpdir(), 'bridge-fault-'));
  try {
    for (const part of PARTS) cpSync(join(ROOT, part), join(tree, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    execFileSync('git', ['apply', join(ROOT, 'test/old-faults', `${patch}.patch`)], { cwd: tree });
    return await explore(tree, WITH_PROCESSES.has(patch));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

async function explore(tree: string, processes: boolean): Promise<string | undefined> {
  const { schedules, minutes, seed } = values;
  const child = spawn(
    process.execPath,
    [
      ...['--import', './test/support/compile.mjs', 'test/explorer/cli.ts', '--no-shrink'],
      ...['--seed', seed, '--schedules', schedules, '--minutes', minutes, ...(processes ? ['--waves'] : [])],
    ],
    { cwd: tree, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  const played = /: (\d+) schedules in/.exec(text)?.[1];
  if (played === undefined && code === 0) throw new Error(`the explorer did not run:\n${text}`);
  // A fault that ends the process ends the explorer, too, which is in the same one.
  if (played === undefined) {
    return `${/(\d+) schedules, 0 failed(?![^]*schedules, 0 failed)/.exec(text)?.[1] ?? 'few'} | the process ended`;
  }
  const words = /^violation:.*\n.*\n {2}(.*)$/m.exec(text)?.[1]?.slice(0, 160);
  return words === undefined ? undefined : `${played} | ${words}`;
}
