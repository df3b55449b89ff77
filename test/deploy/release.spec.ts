import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { imageTags } from '../../deploy/release/image-tags.mjs';
import { keptDirectory } from '../support/keeper.js';

const ROOT = join(import.meta.dirname, '../..');
const FILES = [
  ...[
    'package.json',
    'package-lock.json',
    'CHANGELOG.md',
    '.npmrc',
    'deploy/release',
    'deploy/helm/Chart.yaml',
  ],
  ...['packages/client/package.json', 'packages/receiver/package.json', 'docs/openapi.json'],
  ...['docs/openapi.released.json', 'test/openapi/taken-back.json'],
];
/** As `npm run openapi` and `openapi:released` do, without a build. */
const SCRIPTS = {
  openapi: `node -e "const fs=require('fs'),f='docs/openapi.json',d=JSON.parse(fs.readFileSync(f));d.info.version=require('./package.json').version;fs.writeFileSync(f,JSON.stringify(d))"`,
  'openapi:released': 'cp docs/openapi.json docs/openapi.released.json',
};

let place: string;
const read = (file: string): string => readFileSync(join(place, file), 'utf8');
const json = (file: string): any => JSON.parse(read(file));

function run(program: string, ...args: string[]): string {
  const who = { GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x@example.com' };
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...who, GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x@example.com' };
  return execFileSync(program, args, {
    cwd: place,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

beforeAll(() => {
  place = keptDirectory('bridge-release-');
  for (const file of FILES) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    cpSync(join(ROOT, file), join(place, file), { recursive: true });
  }
  const own = json('package.json');
  Object.assign(own.scripts, SCRIPTS);
  writeFileSync(join(place, 'package.json'), JSON.stringify(own));
  writeFileSync(join(place, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- New: a thing.\n\n## 0.1.0\n');
  cpSync(join(ROOT, '.gitignore'), join(place, '.gitignore'));
  run('git', 'init', '--quiet', '--initial-branch=main');
  run('git', 'add', '.');
  run('git', 'commit', '--quiet', '--message=x');
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('a release', () => {
  it('names its version everywhere, in one commit and one tag', () => {
    run('npm', 'version', '0.2.0');
    const named = ['package.json', 'packages/client/package.json', 'packages/receiver/package.json'];
    for (const file of named) expect(json(file).version).toBe('0.2.0');
    expect(read('deploy/helm/Chart.yaml')).toMatch(/^version: 0\.2\.0\nappVersion: '0\.2\.0'$/m);
    expect(json('docs/openapi.released.json').info.version).toBe('0.2.0');
    expect(json('test/openapi/taken-back.json')).toEqual([]);
    expect(read('CHANGELOG.md')).toMatch(
      /## Unreleased\n\n## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- New: a thing\.\n\n## 0\.1\.0\n$/,
    );
    expect(run('git', 'describe', '--tags', '--exact-match').trim()).toBe('v0.2.0');
    expect(run('git', 'status', '--porcelain')).toBe('');
    expect(run('git', 'ls-files', 'deploy/release')).toContain('artifacts.mjs');
  });

  it('leaves its source, what is in it and where it comes from, with sums', () => {
    const files = ['magento-oms-bridge-0.2.0.tar.gz', 'sbom.cdx.json', 'provenance.intoto.json'];
    const sum = (file: string): string =>
      createHash('sha256')
        .update(readFileSync(join(place, 'release/0.2.0', file)))
        .digest('hex');
    expect(read('release/0.2.0/SHA256SUMS')).toBe(files.map((file) => `${sum(file)}  ${file}\n`).join(''));
    expect(json('release/0.2.0/sbom.cdx.json').metadata.component.version).toBe('0.2.0');
    const { subject, predicate } = json('release/0.2.0/provenance.intoto.json');
    expect(subject.map((one: any) => one.digest.sha256)).toEqual([sum(files[0]!), sum(files[1]!)]);
    const [source] = predicate.buildDefinition.resolvedDependencies;
    expect(source.digest.gitCommit).toBe(run('git', 'rev-parse', 'HEAD').trim());
    expect(run('tar', 'tzf', join('release/0.2.0', files[0]!))).toContain(
      'magento-oms-bridge-0.2.0/package.json',
    );
  });

  it('is not made of nothing', () => {
    expect(() => run('npm', 'version', '0.3.0')).toThrow('says nothing under "## Unreleased"');
    expect(run('git', 'tag').trim()).toBe('v0.2.0');
    expect(existsSync(join(place, 'release/0.3.0'))).toBe(false);
    run('git', 'checkout', '--quiet', '.');
  });

  it.each([
    ['1.4.2', ['1.4.2', '1.4', '1', 'latest']],
    ['0.4.2', ['0.4.2', '0.4']],
    ['1.5.0-rc.1', ['1.5.0-rc.1']],
  ])('puts the image of %s under %j', (version, tags) => {
    expect(imageTags(version)).toEqual(tags);
  });
});
