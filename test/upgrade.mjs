/**
 * `node test/upgrade.mjs <commit>`: builds that earlier version in a directory of its own, and replaces two APIs and two
 * workers of it by this version's, one after the other, under load: the rolling restart's test, from old to new.
 * The first new process migrates the database; the old ones go on with the new schema until their turn.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [, , commit] = process.argv;
if (!commit) throw new Error('Name the commit from which to upgrade: node test/upgrade.mjs <commit>');
const place = mkdtempSync(join(tmpdir(), 'bridge-upgrade-'));
chmodSync(place, 0o755);
const old = join(place, 'old');

function run(cwd, command, ...words) {
  execFileSync(command, words, { cwd, stdio: 'inherit', env: { ...process.env, UPGRADE_FROM: old } });
}

try {
  run(place, 'git', 'clone', '--quiet', root, old);
  run(old, 'git', 'checkout', '--quiet', commit);
  run(old, 'npm', 'ci', '--no-audit', '--no-fund');
  run(old, 'npm', 'run', '--silent', 'build');
  run(root, 'npm', 'run', '--silent', 'build');
  run(
    root,
    'npm',
    'run',
    '--silent',
    'jest',
    '--',
    '--selectProjects',
    'e2e',
    '--testPathPatterns',
    'rolling',
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}
