import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MUTANTS } from './list.js';
import { type Mutant, mutated } from './mutant.js';

const ROOT = join(import.meta.dirname, '..', '..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The list of small faults must not rot: a source or a test that changes takes its faults along. */
describe('the list of small faults', () => {
  it('has each fault once', () => {
    const ids = MUTANTS.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('finds each in its source, exactly once, and changes it', () => {
    const problems = MUTANTS.flatMap((mutant) => {
      try {
        const source = text(mutant.file);
        return mutated(source, mutant) === source ? [`${mutant.id} changes nothing`] : [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
    expect(problems).toEqual([]);
  });

  it('names specs that are there', () => {
    expect(MUTANTS.filter(({ test }) => !existsSync(join(ROOT, test))).map(({ id }) => id)).toEqual([]);
  });

  it('is all of the files beside it', async () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mutants.ts'));
    const lists = await Promise.all(
      files.map((file) => import(`./${file.replace('.ts', '.js')}`) as Promise<Record<string, Mutant[]>>),
    );
    expect(lists.flatMap((list) => Object.values(list).flat())).toHaveLength(MUTANTS.length);
  });

  it('has faults in every folder of the sources', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const without = folders.filter(
      ({ name }) => !MUTANTS.some(({ file }) => file.startsWith(`src/${name}/`)),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
