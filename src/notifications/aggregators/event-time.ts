import { numberOf, textOf } from './webhook-fields.js';

/**
 * How an aggregator's clock is read. GUESS: as written, but what lies in the future is India's clock wrongly marked Z;
 * AS_WRITTEN; INDIA: also where the mark says otherwise.
 */
export const CLOCKS = ['GUESS', 'AS_WRITTEN', 'INDIA'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Clocks differ by minutes; what lies further ahead has not happened. */
const AHEAD_MS = 5 * 60_000;

const ZONES: Record<string, string | undefined> = { INDIA: '+05:30', UTC: 'Z' };

interface HowToRead {
  receivedAt: Date;
  clock?: Clock;
  /** Of a time that names none. */
  zone?: string;
}

/** @returns when it happened; `timed` is false where that is not known, and it is the time of receipt */
export function eventTime(
  value: unknown,
  { receivedAt, clock = 'GUESS', zone }: HowToRead,
): { at: string; timed: boolean } {
  const written = clock === 'INDIA' ? indianTime(value) : timeOf(value, zone);
  const readings = clock === 'GUESS' ? [written, indianTime(value)] : [written];
  const at = readings.find((one) => one !== null && !isFuture(one, receivedAt));
  return at ? { at: at.toISOString(), timed: true } : { at: receivedAt.toISOString(), timed: false };
}

export function isFuture(time: Date, receivedAt: Date): boolean {
  return time.getTime() > receivedAt.getTime() + AHEAD_MS;
}

/** ISO 8601, `2026-11-23 10:00:00`, `23 11 2026 10:00:00`, or epoch seconds or milliseconds. @param zone of a time that names none */
export function timeOf(value: unknown, zone = 'INDIA'): Date | null {
  const epoch = numberOf(value);
  if (epoch !== null) return valid(new Date(epoch > 1e11 ? epoch : epoch * 1000));
  const text = textOf(value);
  if (text === null) return null;
  const clock = clockOf(text);
  if (isMarked(clock)) return valid(new Date(clock));
  const offset = ZONES[zone];
  return valid(offset === undefined ? onClockOf(zone, clock) : new Date(clock + offset));
}

/** The same digits on a clock in India. */
function indianTime(value: unknown): Date | null {
  const text = numberOf(value) === null ? textOf(value) : null;
  if (text === null) return timeOf(value);
  return valid(new Date(clockOf(text).replace(MARK, '') + ZONES.INDIA));
}

const MARK = /(Z|[+-]\d{2}:?\d{2})$/;

/** A date alone ends in what looks like a zone. */
function isMarked(clock: string): boolean {
  return clock.includes('T') && MARK.test(clock);
}

function clockOf(text: string): string {
  const dayFirst = /^(\d{2})[ /-](\d{2})[ /-](\d{4})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text);
  if (dayFirst) return `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}T${dayFirst[4]}`;
  return text.replace(/^(\d{4}-\d{2}-\d{2}) +/, '$1T').replace(/ +(?=(?:Z|[+-]\d{2}:?\d{2})$)/, '');
}

/** When a clock in this zone shows this; where it is put back, the first time. */
function onClockOf(zone: string, clock: string): Date {
  const asUtc = new Date(`${clock}Z`);
  if (Number.isNaN(asUtc.getTime())) return asUtc;
  const near = new Date(asUtc.getTime() - offsetOf(zone, asUtc));
  return new Date(asUtc.getTime() - offsetOf(zone, near));
}

/** Milliseconds that clocks in this zone are ahead of UTC. */
function offsetOf(zone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name)!;
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

function valid(time: Date): Date | null {
  const year = time.getTime() / 31_556_952_000 + 1970;
  return year > 2000 && year < 2200 ? time : null;
}
