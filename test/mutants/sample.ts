import type { Mutant } from './mutant.js';

/** Half of them with unit specs, which take seconds, and half with a database; none that starts processes. */
export function sampleOf(mutants: Mutant[], size: number, seed: number): Mutant[] {
  const random = randomOf(seed);
  const expected = mutants.filter(({ survives }) => survives === undefined);
  const units = expected.filter(({ test }) => test.startsWith('src/'));
  const database = expected.filter(
    ({ file, test }) => test.startsWith('test/integration/') && !file.startsWith('migrations/'),
  );
  const half = Math.floor(size / 2);
  return [...draw(units, size - half, random), ...draw(database, half, random)];
}

function draw(from: Mutant[], size: number, random: () => number): Mutant[] {
  const left = [...from];
  const drawn: Mutant[] = [];
  while (drawn.length < size && left.length > 0) {
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return drawn;
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
