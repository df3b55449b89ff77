/**
 * Puts small faults into a copy of the code, one at a time, and demands that the test named for each turns red:
 * `npm run mutants -- [--only id,…] [--file src/….ts] [--sample N [--seed S]] [--jobs N] [--again]`. What was found is kept in
 * .data/mutants/results.json and serves again while fault, source and spec are the same.
 */
import { parseArgs } from 'node:util';
import setUp from '../support/global-setup.js';
import tearDown from '../support/global-teardown.js';
import { endRuns, runJest } from './jest-run.js';
import { MUTANTS } from './list.js';
import type { Mutant } from './mutant.js';
import { type Found, Results } from './results.js';
import { sampleOf } from './sample.js';
import { isBuilt, Tree } from './tree.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    file: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    jobs: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
  },
});

const results = new Results();

function chosen(): Mutant[] {
  const ids = values.only?.split(',');
  const unknown = ids?.filter((id) => !MUTANTS.some((mutant) => mutant.id === id)) ?? [];
  if (unknown.length > 0) throw new Error(`No such mutants: ${unknown.join(', ')}`);
  const named = MUTANTS.filter(
    ({ id, file }) => (ids?.includes(id) ?? true) && file === (values.file ?? file),
  );
  if (named.length === 0) throw new Error(`No mutants of ${values.file}`);
  return values.sample === undefined ? named : sampleOf(named, Number(values.sample), Number(values.seed));
}

/** A changed migration needs a server whose template it makes itself. */
function environmentFor({ file }: Mutant): NodeJS.ProcessEnv {
  const { TEST_SERVER_URL: server, TEST_DATA_DIR: _ours, ...environment } = process.env;
  return file.startsWith('migrations/') ? environment : { ...environment, TEST_SERVER_URL: server };
}

const startsProcesses = ({ file, test }: Mutant): boolean =>
  isBuilt(file) && /^test\/(e2e|faults|openapi)\//.test(test);

/** All tests that a spec's mutants name must be green without them. @throws Error */
async function demandGreen(tree: Tree, mutants: Mutant[]): Promise<void> {
  const [first] = mutants;
  const names = mutants.map(({ name }) => name);
  const pattern = names.includes(undefined) ? undefined : [...new Set(names)].join('|');
  const { passed, failed, message } = await runJest(tree.path, first!.test, pattern, environmentFor(first!));
  if (failed.length > 0 || passed.length === 0) {
    throw new Error(`${first!.test} is not green without a fault: ${failed.join('; ')}\n${message}`);
  }
  for (const { id, name } of mutants) {
    const runs = name === undefined || passed.some((test) => new RegExp(name, 'i').test(test));
    if (!runs) throw new Error(`${id}: no test of ${first!.test} is named ${name}`);
  }
}

async function tryOne(tree: Tree, mutant: Mutant): Promise<Found> {
  const began = performance.now();
  try {
    tree.put(mutant);
    const run = await runJest(tree.path, mutant.test, mutant.name, environmentFor(mutant));
    const seconds = Math.round((performance.now() - began) / 1000);
    if (run.hung) return { outcome: 'hung', seconds, by: '' };
    if (run.failed.length > 0) return { outcome: 'noticed', seconds, by: run.failed[0]! };
    // A spec that cannot even be loaded says nothing of the fault.
    if (run.passed.length === 0) return { outcome: 'broken', seconds, by: run.message.slice(0, 300) };
    return { outcome: 'survived', seconds, by: '' };
  } catch (error) {
    return { outcome: 'broken', seconds: 0, by: (error as Error).message };
  } finally {
    tree.takeOut(mutant);
  }
}

async function runSpec(tree: Tree, mutants: Mutant[]): Promise<void> {
  if (mutants.some(startsProcesses)) tree.build();
  try {
    await demandGreen(tree, mutants);
  } catch (error) {
    // Its faults stay "not run", which is a failure of the whole.
    return console.log((error as Error).message);
  }
  for (const mutant of mutants) {
    const found = await tryOne(tree, mutant);
    results.keep(mutant, found);
    report(mutant, found);
  }
}

function report({ id, says }: Mutant, { outcome, seconds, by }: Found): void {
  const proof = by === '' ? '' : ` by: ${by.split('\n')[0]}`;
  console.log(`${outcome.padEnd(9)} ${String(seconds).padStart(3)} s  ${id}: ${says}${proof}`);
}

async function work(queue: Mutant[][], job: number): Promise<void> {
  const tree = new Tree(job);
  try {
    for (let mutants = queue.shift(); mutants; mutants = queue.shift()) await runSpec(tree, mutants);
  } finally {
    tree.remove();
  }
}

/** By spec, so that each is shown to be green once. */
function grouped(mutants: Mutant[]): Mutant[][] {
  return [...Map.groupBy(mutants, ({ test }) => test).values()];
}

function summary(mutants: Mutant[]): boolean {
  const found = mutants.map((mutant) => ({ mutant, outcome: results.of(mutant)?.outcome ?? 'not run' }));
  const count = (outcome: string): number => found.filter((one) => one.outcome === outcome).length;
  const meant = found.filter((one) => one.outcome === 'survived' && one.mutant.survives !== undefined);
  const noticed = count('noticed') + count('hung');
  console.log(
    `\n${mutants.length} faults: ${noticed} noticed (${count('hung')} by a test that hung), ${count('survived')} ` +
      `survived (${meant.length} of them as said), ${count('broken')} broken, ${count('not run')} not run.`,
  );
  for (const { mutant } of meant) console.log(`  as said: ${mutant.id}: ${mutant.survives}`);
  const bad = found.filter(({ mutant, outcome }) =>
    mutant.survives === undefined ? outcome !== 'noticed' && outcome !== 'hung' : outcome !== 'survived',
  );
  for (const { mutant, outcome } of bad) {
    console.log(`  ${outcome}: ${mutant.id}: ${mutant.says} (${mutant.test})`);
  }
  return bad.length === 0;
}

const mutants = chosen();
const open = values.again ? mutants : mutants.filter((mutant) => !results.of(mutant));
if (values.sample !== undefined) console.log(`sample of ${mutants.length}, seed ${values.seed}`);
console.log(`${open.length} of ${mutants.length} faults to try`);
if (open.length > 0) {
  await setUp();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      endRuns();
      void tearDown().finally(() => process.exit(130));
    });
  }
  try {
    const queue = grouped(open);
    await Promise.all(Array.from({ length: Number(values.jobs) }, (_, job) => work(queue, job)));
  } finally {
    await tearDown();
  }
}
process.exitCode = summary(mutants) ? 0 : 1;
