import type { QuietHours } from './alert.types.js';

/**
 * Whether it is quiet at this instant, by the wall clock of the zone: an hour that a change of the clock leaves out is not waited
 * for, one that comes twice is quiet twice.
 */
export function isQuiet(quiet: QuietHours | null, at: Date): boolean {
  if (!quiet) return false;
  const now = minutesIn(quiet.zone, at);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  return from < to ? now >= from && now < to : now >= from || now < to;
}

function minutesIn(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((one) => one.type === type)!.value);
  return part('hour') * 60 + part('minute');
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
