import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

/** Words that a reader of plain English stumbles over, and what to write instead. */
const UNCOMMON: Record<string, string> = {
  told: 'sent, answered, reported, named',
  whatever: 'any',
  anew: 'again',
  nought: 'zero',
  mend: 'repair',
  mended: 'repaired',
  deed: 'action',
  deeds: 'actions',
  hurry: 'retry now',
  'so long': 'the time itself',
};
const WORDS = new RegExp(`\\b(${Object.keys(UNCOMMON).join('|')})\\b`, 'i');

/** Migrations keep the words that were run, this file its list, and the changelog what a word was. */
const LEFT_OUT = ['test/docs/plain-words.spec.ts', 'CHANGELOG.md'];

it('prose has common words only', () => {
  const files = globSync(['{src,test,docs,bin,examples}/**/*.{ts,tsx,md,mjs}', '*.md'], { cwd: ROOT });
  const found = files
    .filter((file) => !LEFT_OUT.includes(file) && !file.includes('node_modules'))
    .flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .map((line, at) => [`${file}:${at + 1}`, WORDS.exec(line)?.[1]] as const)
        .filter(([, word]) => word !== undefined),
    );
  expect(files.length).toBeGreaterThan(1_000);
  expect(found).toEqual([]);
});
