import { reasonInWords } from '../../words/reasons.js';
import { text } from '../views/cells.js';
import { duration } from '../views/format.js';
import { masked, maskedUrl } from '../views/masked.js';

/** What tries of deliveries and of writes have in common. */
export interface Try {
  attempt: number;
  at: string;
  /** Null: not known how it ended. */
  durationMs: number | null;
  status: number | null;
  errorCode?: string | null;
  error: string | null;
  request: Record<string, unknown>;
  response: string | null;
  /** Hold of the process that made it. */
  lease?: string | null;
}

/** One part of a try that is not as it was in the try before. */
export interface TryDifference {
  what: string;
  before: string;
  now: string;
}

/** A try counts as slower or faster from this factor on; below it is the network. */
const FACTOR = 2;
const SOME_MS = 100;
const ANOTHER_VALUE = 'another value';

/** What a reader compares two tries by. Bodies and answers are for who may see what was sent. */
export function differencesOf(before: Try, now: Try, maySeeAnswers: boolean): TryDifference[] {
  const parts: [string, (of: Try) => string][] = [
    ['Outcome', outcomeOf],
    ['Address', ({ request }) => maskedUrl(text(request['url'] ?? request['path']))],
    ['Method', ({ request }) => text(request['method'])],
    ['Headers', ({ request }) => namesOf(request['headers'])],
  ];
  if (maySeeAnswers) parts.push(['Answer', answerOf]);
  const differing = parts
    .map(([what, part]): TryDifference => ({ what, before: part(before), now: part(now) }))
    .filter((one) => one.before !== one.now);
  return [
    ...differing,
    ...(maySeeAnswers ? bodyDifferences(before.request['body'], now.request['body']) : []),
    ...processDifference(before, now),
    ...timeDifference(before, now),
  ];
}

/** How it ended. */
export function outcomeOf({ durationMs, status, errorCode, error }: Try): string {
  if (durationMs === null) return 'not known how it ended';
  if (errorCode) return `${reasonInWords(errorCode)}${status === null ? '' : ` (${status})`}`;
  return error ?? `answered ${status ?? ''}`.trim();
}

/** In the words of who answered: of a write, its error has them. */
function answerOf({ status, errorCode, error, response }: Try): string {
  return response ?? (errorCode && status !== null ? (error ?? '') : '');
}

/** By the place in the body; a value that is masked is said to be another one. */
function bodyDifferences(before: unknown, now: unknown): TryDifference[] {
  const [old, current] = [leavesOf(before), leavesOf(now)];
  const [oldShown, shown] = [leavesOf(masked(before)), leavesOf(masked(now))];
  return [...new Set([...old.keys(), ...current.keys()])]
    .filter((place) => old.get(place) !== current.get(place))
    .map((place) => {
      const was = oldShown.get(place) ?? '';
      const is = shown.get(place) ?? '';
      return { what: `Body: ${place}`, before: was, now: was === is ? ANOTHER_VALUE : is };
    });
}

/** Values by their places, as `items.0.qty`. */
function leavesOf(value: unknown, place = ''): Map<string, string> {
  if (value === undefined) return new Map();
  if (value === null || typeof value !== 'object') return new Map([[place || 'all', JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, of]) => [...leavesOf(of, place === '' ? key : `${place}.${key}`)]),
  );
}

function processDifference(before: Try, now: Try): TryDifference[] {
  if (!before.lease || !now.lease || before.lease === now.lease) return [];
  return [{ what: 'Taken up by a process', before: 'before', now: 'once more' }];
}

function timeDifference(before: Try, now: Try): TryDifference[] {
  const [was, is] = [before.durationMs, now.durationMs];
  if (was === null || is === null || !(isSlower(was, is) || isSlower(is, was))) return [];
  return [{ what: 'Time taken', before: duration(was), now: duration(is) }];
}

function namesOf(headers: unknown): string {
  return Array.isArray(headers) ? headers.map(String).toSorted().join(', ') : '';
}

function isSlower(one: number, other: number): boolean {
  return one > other * FACTOR && one - other > SOME_MS;
}
