/** The reader of a page: number format and time zone. */
export interface Reader {
  /** IANA name, or an offset such as +05:30. */
  zone: string;
  /** English, with the number format of the reader's country. */
  locale: string;
  /** Milliseconds; the page is of this moment. */
  now: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function kept<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const found = formats.get(key) as T | undefined;
  if (found) return found;
  const made = make();
  formats.set(key, made);
  return made;
}

/** Up to an hour as distance, today as time, this week with the day, then with the year. */
export function when(at: Date, reader: Reader): string {
  const distance = reader.now - at.getTime();
  if (Math.abs(distance) <= HOUR) {
    // Nobody reads a distance in milliseconds: whole seconds.
    const whole = Math.floor(Math.abs(distance) / SECOND) * SECOND;
    if (whole === 0) return distance >= 0 ? 'just now' : 'now';
    const long = duration(whole);
    return distance >= 0 ? `${long} ago` : `in ${long}`;
  }
  const its = partsOf(at, reader.zone);
  const time = `${its.hour}:${its.minute}`;
  const now = partsOf(new Date(reader.now), reader.zone);
  if (its.date === now.date) return time;
  const day = `${its.day} ${its.month}`;
  if (Math.abs(distance) < 6 * DAY) return `${its.weekday} ${day}, ${time}`;
  return its.year === now.year && Math.abs(distance) < 300 * DAY
    ? `${day}, ${time}`
    : `${day} ${its.year}, ${time}`;
}

/** For the title of a time. */
export function exactly(at: Date, { zone }: Reader): string {
  const its = partsOf(at, zone);
  return `${its.date} ${its.hour}:${its.minute}:${its.second} ${zone}`;
}

/** Hour and minute by the reader's clock. */
export function clock(at: Date, { zone }: Reader): string {
  const { hour, minute } = partsOf(at, zone);
  return `${hour}:${minute}`;
}

/** With seconds: of what lies close together. */
export function clockSeconds(at: Date, reader: Reader): string {
  return `${clock(at, reader)}:${partsOf(at, reader.zone).second}`;
}

/** e.g. Wednesday 25 November. */
export function dayInWords(at: Date, { zone }: Reader): string {
  const format = kept(
    `day ${zone}`,
    () =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }),
  );
  return format.format(at).replace(',', '');
}

/** e.g. 2026-11-25, to tell days apart. */
export function dateOf(at: Date, { zone }: Reader): string {
  return partsOf(at, zone).date;
}

/** Short name of the zone, e.g. IST. */
export function zoneInWords({ zone, locale, now }: Reader): string {
  const format = kept(
    `zone ${zone} ${locale}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }),
  );
  return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** In its two largest units: 88 ms, 1.4 s, 24 min, 1 h 42 min, 3 days. */
export function duration(ms: number): string {
  if (ms < SECOND) return ms < 1 ? '0 s' : `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(Math.floor(ms / 100) / 10).toString()} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    return `${Math.floor(ms / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  }
  return `${Math.floor(ms / DAY)} days`;
}

export function number(value: number, { locale }: Pick<Reader, 'locale'>, digits = 4): string {
  return kept(
    `number ${locale} ${digits}`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  ).format(value);
}

/** As people write it: with the currency's sign and decimals. @param amount decimal text of the database */
export function money(amount: string, currency: string | null, { locale }: Pick<Reader, 'locale'>): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return number(Number(amount), { locale });
  const format = kept(
    `money ${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  );
  return format.format(Number(amount)).replace('-', '−');
}

/** First eight and last four signs. */
export function shortened(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}

interface Parts {
  date: string;
  year: string;
  month: string;
  day: string;
  weekday: string;
  hour: string;
  minute: string;
  second: string;
}

function partsOf(at: Date, zone: string): Parts {
  const format = kept(
    `parts ${zone}`,
    () =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        weekday: 'short',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      }),
  );
  const given = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  ) as Record<string, string>;
  const { year = '', month = '', day = '', weekday = '', hour = '', minute = '', second = '' } = given;
  const date = `${year}-${month}-${day}`;
  return {
    date,
    year,
    month: MONTHS[Number(month) - 1] ?? '',
    day: String(Number(day)),
    weekday,
    hour,
    minute,
    second,
  };
}

/** Midnight by the reader's clock. On the two days a year when a clock is moved, the day may begin an hour off. */
export function startOfDay({ zone, now }: Reader): Date {
  const { hour, minute, second } = partsOf(new Date(now), zone);
  return new Date(
    now - Number(hour) * HOUR - Number(minute) * MINUTE - Number(second) * SECOND - (now % SECOND),
  );
}

/** Midnight at the beginning of a day by the reader's clock. @param date e.g. 2026-11-25 @param later so many days after it */
export function dayBegins(date: string, { zone }: Pick<Reader, 'zone'>, later = 0): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + later * DAY;
  let at = wanted;
  // The clock at the first guess says how far off it is; where a change of the clock lies between, the second is right.
  for (let guess = 0; guess < 2; guess++) {
    const { date: day, hour, minute, second } = partsOf(new Date(at), zone);
    at += wanted - Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  }
  return new Date(at);
}

/** The date so many days ago by the reader's clock. */
export function daysBefore(reader: Reader, days: number): string {
  const today = Date.parse(`${dateOf(new Date(reader.now), reader)}T00:00:00Z`);
  return new Date(today - days * DAY).toISOString().slice(0, 10);
}

/** Not an exact time. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
