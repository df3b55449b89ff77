/**
 * Run by `npm version` once it has set the new version in package.json, and before it commits: every other place that names the version
 * follows, and what the next release is compared with is kept. Stops with a sentence where there is nothing to release.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const UNRELEASED = '## Unreleased\n';
const read = (file) => readFileSync(file, 'utf8');

function change(file, from, to) {
  const text = read(file);
  if (!from.test(text)) throw new Error(`${file}: no place for the version`);
  writeFileSync(file, text.replace(from, to));
}

/** The words under "Unreleased" become those of the release. */
function closeChangelog(version, day) {
  const text = read('CHANGELOG.md');
  const [before, after] = text.split(UNRELEASED);
  if (after === undefined) throw new Error('CHANGELOG.md has no "## Unreleased".');
  if (/^\s*(## |$)/.test(after)) throw new Error('CHANGELOG.md says nothing under "## Unreleased".');
  writeFileSync('CHANGELOG.md', `${before}${UNRELEASED}\n## ${version} (${day})\n${after}`);
}

const { version } = JSON.parse(read('package.json'));
closeChangelog(version, new Date().toISOString().slice(0, 10));
change('deploy/helm/Chart.yaml', /^version: .*$/m, `version: ${version}`);
change('deploy/helm/Chart.yaml', /^appVersion: .*$/m, `appVersion: '${version}'`);
for (const name of ['client', 'receiver']) {
  change(`packages/${name}/package.json`, /"version": "[^"]+"/, `"version": "${version}"`);
}
const run = (script) => execFileSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
run('openapi');
run('openapi:released');
// What this release takes back, it has taken back.
writeFileSync('test/openapi/taken-back.json', '[]\n');
execFileSync('git', ['add', '--update', '.'], { stdio: 'inherit' });
