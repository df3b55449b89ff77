import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Calls of the demo, as pages print them: one a line. */
export function printedCalls(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/```sh\n([^]*?)```/g)]
    .flatMap(([, block]) => block!.trim().split('\n'))
    .filter((line) => line.includes('bridge-curl'));
}
