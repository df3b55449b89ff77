import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A test that hangs for longer is ended; Jest itself ends each test after a minute. */
const LONGEST_MS = 300_000;

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

const under = new Set<ChildProcess>();

/** What is under way ends with this process. */
export function endRuns(): void {
  for (const child of under) process.kill(-child.pid!, 'SIGKILL');
}

export interface JestRun {
  /** Full names of tests. */
  passed: string[];
  failed: string[];
  hung: boolean;
  /** What went wrong where no test ran. */
  message: string;
}

/** Runs one spec in a tree. @param environment without TEST_SERVER_URL the run has a database server of its own */
export async function runJest(
  tree: string,
  spec: string,
  name: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<JestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-mutant-'));
  const report = join(folder, 'report.json');
  const jest = [
    ...['--import', './test/support/compile.mjs'],
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  ];
  const options = ['--config', 'test/jest.config.mjs', '--json', '--outputFile', report, '--silent'];
  const only = name === undefined ? [] : ['-t', name];
  const command = [...jest, 'node_modules/jest/bin/jest.js', ...options, ...only, '--runTestsByPath', spec];
  try {
    const { hung, output } = await run(command, tree, environment);
    return { ...resultOf(report, output), hung };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  command: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ hung: boolean; output: string }> {
  // A group of its own: what the test has started ends with it.
  const child = spawn(process.execPath, command, {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  under.add(child);
  let output = '';
  let hung = false;
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  const timer = setTimeout(() => {
    hung = true;
    process.kill(-child.pid!, 'SIGKILL');
  }, LONGEST_MS);
  return new Promise((done) => {
    child.once('close', () => {
      clearTimeout(timer);
      under.delete(child);
      done({ hung, output });
    });
  });
}

function resultOf(file: string, output: string): Omit<JestRun, 'hung'> {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { passed: [], failed: [], message: output };
  }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const withStatus = (status: string): string[] =>
    tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
  const message = report.testResults.map((result) => result.message).join('\n');
  return { passed: withStatus('passed'), failed: withStatus('failed'), message };
}
