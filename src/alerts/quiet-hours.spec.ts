import { describe, expect, it } from '@jest/globals';
import { isQuiet } from './quiet-hours.js';

const at = (iso: string): Date => new Date(iso);

describe('quiet hours', () => {
  it('none: it is never quiet', () => {
    expect(isQuiet(null, at('2026-11-27T03:00:00Z'))).toBe(false);
  });

  it.each([
    ['2026-11-27T12:59:59Z', false],
    ['2026-11-27T13:00:00Z', true],
    ['2026-11-27T13:59:59Z', true],
    ['2026-11-27T14:00:00Z', false],
  ])('within a day, from the first minute to before the last: %s', (iso, quiet) => {
    expect(isQuiet({ from: '13:00', to: '14:00', zone: 'UTC' }, at(iso))).toBe(quiet);
  });

  it.each([
    ['2026-11-27T16:29:00Z', false],
    ['2026-11-27T16:30:00Z', true],
    // Midnight of India.
    ['2026-11-27T18:30:00Z', true],
    ['2026-11-28T01:29:59Z', true],
    ['2026-11-28T01:30:00Z', false],
  ])('over midnight, by the clock of the zone: %s', (iso, quiet) => {
    expect(isQuiet({ from: '22:00', to: '07:00', zone: 'Asia/Kolkata' }, at(iso))).toBe(quiet);
  });

  it.each([
    // 29 March 2026, 02:00 becomes 03:00 in Berlin: 06:59 is an hour earlier by UTC than the day before.
    ['2026-03-28T05:59:00Z', true],
    ['2026-03-28T06:00:00Z', false],
    ['2026-03-29T04:59:00Z', true],
    ['2026-03-29T05:00:00Z', false],
    // 25 October 2026, 03:00 becomes 02:00.
    ['2026-10-24T05:00:00Z', false],
    ['2026-10-25T05:59:00Z', true],
    ['2026-10-25T06:00:00Z', false],
  ])('follow the clock when it is changed: %s', (iso, quiet) => {
    expect(isQuiet({ from: '22:00', to: '07:00', zone: 'Europe/Berlin' }, at(iso))).toBe(quiet);
  });

  it('end where the change of the clock leaves their end out', () => {
    const quiet = { from: '22:00', to: '02:30', zone: 'Europe/Berlin' };
    expect(isQuiet(quiet, at('2026-03-29T00:59:00Z'))).toBe(true);
    expect(isQuiet(quiet, at('2026-03-29T01:00:00Z'))).toBe(false);
  });
});
