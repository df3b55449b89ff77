import type { DeliveryAttemptDto } from '../../deliveries/dto/delivery.dto.js';
import { text } from '../views/cells.js';
import { duration } from '../views/format.js';
import { maskedUrl } from '../views/masked.js';

/** One part of a try that is not as it was in the try before. */
export interface TryDifference {
  what: string;
  before: string;
  now: string;
}

/** A try counts as slower or faster from this factor on; below it is the network. */
const FACTOR = 2;
const SOME_MS = 100;

/** What a reader compares two tries by. Answers are for who may see what was sent. */
export function differencesOf(
  before: DeliveryAttemptDto,
  now: DeliveryAttemptDto,
  maySeeAnswers: boolean,
): TryDifference[] {
  const parts: [string, (of: DeliveryAttemptDto) => string][] = [
    ['Outcome', outcomeOf],
    ['Address', ({ request }) => maskedUrl(text(request['url']))],
    ['Method', ({ request }) => text(request['method'])],
    ['Headers', ({ request }) => namesOf(request['headers'])],
  ];
  if (maySeeAnswers) parts.push(['Answer', ({ response }) => response ?? '']);
  const differing = parts
    .map(([what, part]): TryDifference => ({ what, before: part(before), now: part(now) }))
    .filter((one) => one.before !== one.now);
  return isSlower(before, now) || isSlower(now, before)
    ? [
        ...differing,
        { what: 'Time taken', before: duration(before.durationMs), now: duration(now.durationMs) },
      ]
    : differing;
}

/** How it ended. */
export function outcomeOf({ status, error }: DeliveryAttemptDto): string {
  return error ?? `answered ${status ?? ''}`.trim();
}

function namesOf(headers: unknown): string {
  return Array.isArray(headers) ? headers.map(String).toSorted().join(', ') : '';
}

function isSlower(one: DeliveryAttemptDto, other: DeliveryAttemptDto): boolean {
  return one.durationMs > other.durationMs * FACTOR && one.durationMs - other.durationMs > SOME_MS;
}
