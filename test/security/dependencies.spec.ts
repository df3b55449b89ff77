import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAllowed, type Locked, problemsOf, productionPackages } from './packages.js';

const ROOT = join(import.meta.dirname, '../..');
const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
};
/** Installed without its script, by decision. */
const REFUSED = new Set(Object.keys(allowScripts).filter((name) => !allowScripts[name]));

describe('packages in production', () => {
  const packages = productionPackages(ROOT);

  it('have a licence that is allowed, no script, and come from the registry with a checksum', () => {
    const problems = [...packages].flatMap(([path, locked]) => problemsOf(path, locked, REFUSED, ROOT));
    process.stdout.write(`\nlicences and scripts: ${packages.size} packages looked at\n`);
    expect(packages.size).toBeGreaterThan(200);
    expect(problems).toEqual([]);
  });

  it('are installed in the image without their scripts', () => {
    const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    expect(dockerfile).toContain('npm ci --omit=dev --omit=optional --ignore-scripts');
  });
});

describe('a package', () => {
  let root: string;
  const GOOD: Locked = {
    version: '1.0.0',
    license: 'MIT',
    resolved: 'https://registry.npmjs.org/x/-/x-1.0.0.tgz',
    integrity: 'sha512-x',
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bridge-packages-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const problems = (locked: Locked, manifest?: object): string[] => {
    const folder = join(root, 'node_modules', 'x');
    rmSync(folder, { recursive: true, force: true });
    if (manifest) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ version: '1.0.0', license: 'MIT', ...manifest }),
      );
    }
    return problemsOf('node_modules/x', locked, new Set(['refused']), root);
  };

  it('may be as it should', () => {
    expect(problems(GOOD)).toEqual([]);
    expect(problems(GOOD, {})).toEqual([]);
  });

  it.each<[string, Partial<Locked>, object, RegExp]>([
    ['copyleft', { license: 'GPL-3.0-only' }, {}, /licence GPL/],
    ['no licence', { license: undefined }, {}, /licence unknown/],
    ['another licence than in the lock file', {}, { license: 'AGPL-3.0' }, /licence AGPL/],
    ['a script', { hasInstallScript: true }, {}, /runs a script/],
    ['a script that the lock file does not name', {}, { scripts: { postinstall: 'x' } }, /runs a script/],
    ['another source', { resolved: 'git+ssh://git@example.com/x' }, {}, /from git/],
    ['no checksum', { integrity: undefined }, {}, /SHA-512/],
    ['an old checksum', { integrity: 'sha1-x' }, {}, /SHA-512/],
    ['another version', {}, { version: '1.0.1' }, /1.0.1 is installed/],
  ])('is found out: %s', (_name, locked, manifest, words) => {
    expect(problems({ ...GOOD, ...locked }, manifest).join()).toMatch(words);
  });

  it('may have its licence as a file alone, if it is the text of MIT', () => {
    const bare = { license: undefined } as Partial<Locked>;
    const text = readFileSync(join(ROOT, 'node_modules/png-js/LICENSE'), 'utf8');
    problems({ ...GOOD, ...bare }, { license: undefined });
    const file = join(root, 'node_modules', 'x', 'LICENSE');
    const found = (licence: string): string[] => {
      writeFileSync(file, licence);
      return problemsOf('node_modules/x', { ...GOOD, ...bare }, new Set(), root);
    };
    expect(found(text)).toEqual([]);
    expect(found(`${text}\nNot for the army.${' No.'.repeat(100)}`)).toEqual(['x: licence unknown']);
    expect(found('All rights reserved')).toEqual(['x: licence unknown']);
  });

  it.each<[string | undefined, boolean]>([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0', false],
    ['(MIT OR GPL-2.0) AND LGPL-3.0', false],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['SEE LICENSE IN LICENSE', false],
    ['UNLICENSED', false],
    [undefined, false],
  ])('with licence %s: %s', (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));
});
