/** What one run of the explorer says of the tree it ran in. */
export type Finding =
  | { is: 'found'; schedules: number; words: string }
  | { is: 'not found'; schedules: number }
  /** It did not come to its end: nothing is proved, neither way. */
  | { is: 'not played'; words: string };

const LONGEST = 160;

/**
 * Reads what the explorer printed. A fault is found only where schedules were played to the end of the run and the judge named a
 * contradiction: a tree that does not compile or a database that does not start finds nothing.
 * @param code with which its process ended
 */
export function findingIn(text: string, code: number | null): Finding {
  const played = /^seed \d+: (\d+) schedules in .* (\d+) violations$/m.exec(text);
  const schedules = Number(played?.[1] ?? 0);
  if (!played || schedules === 0) return { is: 'not played', words: `the explorer ended with ${code}` };
  const violations = Number(played[2]);
  if (violations === 0 && code === 0) return { is: 'not found', schedules };
  const words = firstContradiction(text);
  return violations > 0 && code === 1 && words !== undefined
    ? { is: 'found', schedules, words }
    : { is: 'not played', words: `${violations} violations, and the explorer ended with ${code}` };
}

export function isClean(finding: Finding): finding is Finding & { is: 'not found' } {
  return finding.is === 'not found';
}

/** The line after the schedule, or after `schedule N:` of a wave. */
function firstContradiction(text: string): string | undefined {
  const [, lines] = /^violation:.*\n.*\n((?: {2}.*(?:\n|$))+)/m.exec(text) ?? [];
  return lines
    ?.split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !/^schedule \d+:$/.test(line))
    ?.slice(0, LONGEST);
}
