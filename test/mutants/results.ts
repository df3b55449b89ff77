import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mutant } from './mutant.js';
import { ROOT } from './tree.js';

export interface Found {
  /** `hung`: the test did not end; `broken`: no test could be run. */
  outcome: 'noticed' | 'survived' | 'hung' | 'broken';
  seconds: number;
  /** The test that turned red. */
  by: string;
}

const FILE = join(ROOT, '.data', 'mutants', 'results.json');

/** What earlier runs have found, so that a long run can be taken up again. */
export class Results {
  private readonly kept: Record<string, Found & { of: string }>;

  constructor() {
    this.kept = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as typeof this.kept) : {};
  }

  /** Undefined where fault, source or spec is another one by now. */
  of(mutant: Mutant): Found | undefined {
    const known = this.kept[mutant.id];
    return known && known.of === digestOf(mutant) && known.outcome !== 'broken' ? known : undefined;
  }

  /** One that could not be tried is tried again. */
  keep(mutant: Mutant, found: Found): void {
    this.kept[mutant.id] = { ...found, of: digestOf(mutant) };
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, JSON.stringify(this.kept, undefined, 2));
  }
}

function digestOf({ survives: _, says: __, ...mutant }: Mutant): string {
  const hash = createHash('sha1').update(JSON.stringify(mutant));
  for (const file of [mutant.file, mutant.test]) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}
