import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Finding, findingIn, isClean } from './finding.js';
import { type Mode, OUT_OF_REACH, oldFaults, WITH_PROCESSES } from './reach.js';

/**
 * `npm run explore:prove -- [--schedules K] [--only name,name] [--control K]`: puts each old fault back, in a copy of the tree, and lets the
 * explorer look for it. Prints how many schedules it took. Before, the same seed is played without a fault, and must be clean. A fault that is in
 * reach and is not found makes it fail.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    /** Left out: as many as with a fault. */
    control: { type: 'string' },
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

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const only = values.only?.split(',');
const patches = oldFaults().filter((patch) => only?.includes(patch) ?? !(patch in OUT_OF_REACH));
const unknown = only?.filter((name) => !patches.includes(name)) ?? [];
if (unknown.length > 0) throw new Error(`no such old fault: ${unknown.join(', ')}`);

for (const mode of new Set(patches.map((patch) => WITH_PROCESSES[patch]))) {
  const finding = await lookIn(undefined, mode, values.control ?? values.schedules);
  if (!isClean(finding)) {
    say(inWords('without a fault', finding));
    throw new Error('the control is not clean, so nothing that is found proves anything');
  }
  say(`| without a fault${mode ?? ''} | ${finding.schedules} | nothing found |`);
}
const missed: string[] = [];
for (const patch of patches) {
  const finding = await lookIn(patch, WITH_PROCESSES[patch], values.schedules);
  say(inWords(patch, finding));
  if (finding.is !== 'found') missed.push(patch);
}
say(`${missed.length} of ${patches.length} not found`);
process.exit(missed.length === 0 ? 0 : 1);

function inWords(patch: string, finding: Finding): string {
  switch (finding.is) {
    case 'found':
      return `| ${patch} | ${finding.schedules} | ${finding.words} |`;
    case 'not found':
      return `| ${patch} | not found in ${finding.schedules} | |`;
    case 'not played':
      return `| ${patch} | not played to an end | ${finding.words} |`;
  }
}

/** Plays the seed in a copy of the tree. @param patch left out: as it is */
async function lookIn(
  patch: string | undefined,
  mode: Mode | undefined,
  schedules: string,
): Promise<Finding> {
  const tree = mkdtempSync(join(tmpdir(), 'bridge-fault-'));
  try {
    for (const part of PARTS) cpSync(join(ROOT, part), join(tree, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    if (patch !== undefined) {
      execFileSync('git', ['apply', join(ROOT, 'test/old-faults', `${patch}.patch`)], { cwd: tree });
    }
    return await explore(tree, mode, schedules);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

async function explore(tree: string, mode: Mode | undefined, schedules: string): Promise<Finding> {
  const { minutes, seed } = values;
  const child = spawn(
    process.execPath,
    [
      ...['--import', './test/support/compile.mjs', 'test/explorer/cli.ts', '--no-shrink'],
      ...['--seed', seed, '--schedules', schedules, '--minutes', minutes, ...(mode ? [mode] : [])],
    ],
    { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  process.once('exit', () => child.kill());
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  const finding = findingIn(text, code);
  if (finding.is === 'not played') process.stderr.write(`${errors.slice(-4000)}\n`);
  return finding;
}
