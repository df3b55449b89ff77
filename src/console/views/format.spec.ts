import { describe, expect, it } from '@jest/globals';
import {
  dateOf,
  dayBegins,
  daysBefore,
  dayInWords,
  duration,
  exactly,
  money,
  number,
  type Reader,
  shortened,
  startOfDay,
  when,
  zoneInWords,
} from './format.js';
import { readerOf } from './reader.js';

const NOW = Date.parse('2026-11-25T08:56:00Z');
const INDIA: Reader = { zone: 'Asia/Kolkata', locale: 'en-IN', now: NOW };
const ago = (seconds: number): Date => new Date(NOW - seconds * 1000);

describe('a time', () => {
  it.each([
    [0.929, 'just now'],
    [-0.929, 'now'],
    [4, '4 s ago'],
    [5.1, '5 s ago'],
    [-12, 'in 12 s'],
    [24 * 60, '24 min ago'],
    [2 * 3600, '12:26'],
    [22 * 3600, 'Tue 24 Nov, 16:26'],
    [30 * 86_400, '26 Oct, 14:26'],
    [400 * 86_400, '21 Oct 2025, 14:26'],
  ])('%i s before now is "%s"', (seconds, words) => {
    expect(when(ago(seconds), INDIA)).toBe(words);
  });

  it('is exact on hover, with its zone', () => {
    expect(exactly(ago(0), INDIA)).toBe('2026-11-25 14:26:00 Asia/Kolkata');
    expect(zoneInWords(INDIA)).toBe('IST');
    expect(dayInWords(ago(0), INDIA)).toBe('Wednesday 25 November');
  });

  it('is of the day that it is where the reader is', () => {
    const late = new Date('2026-11-25T20:00:00Z');
    expect([dateOf(late, INDIA), dateOf(late, { ...INDIA, zone: 'UTC' })]).toEqual([
      '2026-11-26',
      '2026-11-25',
    ]);
    expect(startOfDay(INDIA).toISOString()).toBe('2026-11-24T18:30:00.000Z');
  });
});

it.each([
  [88, '88 ms'],
  [1400, '1.4 s'],
  [15_000, '15 s'],
  [24 * 60_000, '24 min'],
  [102 * 60_000, '1 h 42 min'],
  [3 * 3_600_000, '3 h'],
  [72 * 3_600_000, '3 days'],
])('%i ms take "%s"', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

describe('money', () => {
  it.each([
    ['152870.0000', 'INR', 'en-IN', '₹1,52,870.00'],
    ['-679.6000', 'INR', 'en-IN', '−₹679.60'],
    ['128.5000', 'NZD', 'en-GB', 'NZ$128.50'],
    ['1200.0000', 'JPY', 'en-GB', 'JP¥1,200'],
    ['12.5000', null, 'en-GB', '12.5'],
  ])('%s of %s is written %s', (amount, currency, locale, words) => {
    expect(money(amount, currency, { locale })).toBe(words);
  });
});

it('groups figures as the reader’s country does', () => {
  expect([number(152870, { locale: 'en-IN' }), number(95.81, { locale: 'en-GB' }, 1)]).toEqual([
    '1,52,870',
    '95.8',
  ]);
});

it('leaves the ends of a long id', () => {
  expect([shortened('6a205a9d-5ba2-4f40-b055-7ad0a351517d'), shortened('4796')]).toEqual([
    '6a205a9d…517d',
    '4796',
  ]);
});

describe('whose page it is', () => {
  it.each([
    ['Asia/Kolkata', 'hi-IN,hi;q=0.9', 'en-IN'],
    ['Europe/Berlin', 'de-DE', 'en-DE'],
    ['UTC', 'en', 'en-GB'],
  ])('%s, %s', (zone, languages, locale) => {
    const reader = readerOf({ zone, languages });
    expect(reader.locale).toBe(locale);
    expect(when(new Date(reader.now), reader)).toBe('just now');
  });

  it.each(['', 'Nowhere/At_All', '<script>', 'x'.repeat(300), undefined])('a zone of %p is none', (zone) => {
    expect(readerOf({ zone, languages: '<b>' })).toMatchObject({ zone: 'UTC', locale: 'en-GB' });
  });
});

it.each([
  ['2026-11-25', 'UTC', 0, '2026-11-25T00:00:00.000Z'],
  ['2026-11-25', 'Asia/Kolkata', 0, '2026-11-24T18:30:00.000Z'],
  ['2026-11-25', 'Asia/Kolkata', 1, '2026-11-25T18:30:00.000Z'],
  ['2026-11-25', 'America/New_York', 0, '2026-11-25T05:00:00.000Z'],
  // The clock goes forward at two in the night, and back.
  ['2026-03-29', 'Europe/Berlin', 0, '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', 1, '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', 1, '2026-10-25T23:00:00.000Z'],
  ['2026-12-31', 'Pacific/Auckland', 1, '2026-12-31T11:00:00.000Z'],
])('the day %s in %s, %i later, begins at %s', (date, zone, later, at) => {
  expect(dayBegins(date, { zone }, later).toISOString()).toBe(at);
});

it('counts days back by the clock of the reader', () => {
  const now = Date.parse('2026-03-01T20:00:00Z');
  expect(daysBefore({ zone: 'Asia/Kolkata', locale: 'en-IN', now }, 1)).toBe('2026-03-01');
  expect(daysBefore({ zone: 'UTC', locale: 'en-IN', now }, 1)).toBe('2026-02-28');
});
