import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { time } from '../../platform/time/time.js';
import type { Reader } from './format.js';

/** The script sets it to the zone of the reader's own clock; without one, times are in UTC. */
export const ZONE_COOKIE = 'bridge_zone';

const NOBODY: Reader = { zone: 'UTC', locale: 'en-GB', now: 0 };
const ReaderOfPage = createContext<Reader>(NOBODY);

export const ReaderProvider = ReaderOfPage.Provider;

export function useReader(): Reader {
  return useContext(ReaderOfPage);
}

/** @param asked what the browser sends: anybody's words, of which only a known zone and a country are taken */
export function readerOf(asked: { zone: string | undefined; languages: string | undefined }): Reader {
  const region = /^[a-z]{2,3}-([A-Z]{2})\b/.exec(asked.languages ?? '')?.[1];
  return {
    zone: zoneOf(asked.zone),
    locale: region === undefined ? NOBODY.locale : `en-${region}`,
    now: time.now(),
  };
}

function zoneOf(given: string | undefined): string {
  if (given === undefined || !/^[A-Za-z0-9_+/:-]{1,40}$/.test(given)) return NOBODY.zone;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return NOBODY.zone;
  }
}
