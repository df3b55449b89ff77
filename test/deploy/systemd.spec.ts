import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const UNITS = join(import.meta.dirname, '../../deploy/systemd');
const ANALYZE = '/usr/bin/systemd-analyze';
const IS_THERE = existsSync(ANALYZE);
/** As systemd counts: 0 is shut in, 10 may do anything. */
const MOST_EXPOSED = 2;

const files = globSync('*.service', { cwd: UNITS });
const linesOf = (file: string): string[] => readFileSync(join(UNITS, file), 'utf8').split('\n');
const valuesOf = (file: string, name: string): string[] =>
  linesOf(file)
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));

if (!IS_THERE) console.warn('systemd-analyze is not installed: the units are not verified.');

describe.each(files)('%s', (file) => {
  it('takes each secret from a file, of which systemd gives it one', () => {
    const given = valuesOf(file, 'LoadCredential').map((value) => value.split(':')[0]!);
    const asked = valuesOf(file, 'Environment').flatMap((value) =>
      [...value.matchAll(/(\w+)_FILE=%d\/(\S+)/g)].map(([, variable, name]) => [variable, name!] as const),
    );
    expect(asked.map(([, name]) => name).sort()).toEqual(given.sort());
    for (const [variable, name] of asked) expect(variable).toBe(name.toUpperCase().replaceAll('-', '_'));
    const isMigration = file.includes('migrate');
    expect(given.includes('database-owner-url')).toBe(isMigration);
  });

  it('has the time to end what is under way', () => {
    const [stop = Infinity] = valuesOf(file, 'TimeoutStopSec').map(Number);
    expect(stop).toBeGreaterThanOrEqual(40);
  });

  (IS_THERE ? it : it.skip)('is a unit that systemd takes, and shut in', () => {
    // A template is verified as one of its units. What is not installed here is no fault of the unit.
    const name = join(UNITS, file.replace('@.', '@api.'));
    const { stderr } = spawnSync(ANALYZE, ['verify', '--man=no', name], { encoding: 'utf8' });
    expect(
      stderr
        .split('\n')
        .filter((line) => line.includes('magento-oms-bridge') && !/is not executable/.test(line)),
    ).toEqual([]);
    const words = execFileSync(ANALYZE, ['security', '--offline=true', '--no-pager', join(UNITS, file)], {
      encoding: 'utf8',
    });
    const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(words)!;
    expect(Number(exposure)).toBeLessThanOrEqual(MOST_EXPOSED);
  });
});

it('has a unit for the processes and one for the migration', () => {
  expect(files.sort()).toEqual(['magento-oms-bridge-migrate.service', 'magento-oms-bridge@.service']);
});
