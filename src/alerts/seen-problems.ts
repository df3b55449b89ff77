import { MOST_WATCHED, type ProblemKind, type ProblemOfStore } from '../problems/problems.read-model.js';
import type { SeenProblem } from './alert-words.js';

export type Seen = Omit<SeenProblem, 'storeCode'> & { storeId: number; ignored: boolean };

/** Pure: what is kept of the problems that there are, one of each key. */
export function seenIn(problems: ProblemOfStore[]): Seen[] {
  const seen = new Map<string, Seen>();
  for (const { storeId, kind, subject, cause, detail, count, first, ignored } of problems) {
    const key = JSON.stringify([storeId, kind, subject, cause]);
    const known = seen.get(key);
    // A cause that was not recorded and one that is empty are one to a reader.
    if (known) Object.assign(known, { count: known.count + count, ignored: known.ignored && ignored });
    else {
      const shown = kind === 'endpoint' ? detail : null;
      seen.set(key, { storeId, kind, subject, cause, detail: shown, count, firstAt: first, ignored });
    }
  }
  return [...seen.values()];
}

/** Pure: of which stores and kinds the list may have been cut off. @param most where it is cut */
export function uncertainIn(
  problems: Pick<ProblemOfStore, 'storeId' | 'kind'>[],
  most = MOST_WATCHED,
): { storeId: number; kind: ProblemKind }[] {
  const counts = new Map<string, { storeId: number; kind: ProblemKind; n: number }>();
  for (const { storeId, kind } of problems) {
    const key = `${storeId} ${kind}`;
    counts.set(key, { storeId, kind, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()].filter(({ n }) => n >= most).map(({ storeId, kind }) => ({ storeId, kind }));
}
