import { errorWords } from '../../platform/errors/app-error.js';

/** One finding of the store check; the message is a sentence on what to do, unless all is well. */
export interface CheckItem {
  check: string;
  result: 'ok' | 'warning' | 'failed' | 'skipped' | 'unknown';
  message: string;
}

export function ok(check: string, message: string): CheckItem {
  return { check, result: 'ok', message };
}

export function warning(check: string, message: string): CheckItem {
  return { check, result: 'warning', message };
}

export function unknown(check: string, message: string): CheckItem {
  return { check, result: 'unknown', message };
}

/** Nothing is known of it: an outage is no finding about the shop. */
export function notFoundOut(check: string, error: unknown): CheckItem {
  return unknown(check, `Could not be found out: ${errorWords(error).message}`);
}

export function failed(check: string, message: string): CheckItem {
  return { check, result: 'failed', message };
}

/** What a whole check comes to. */
export type CheckState = 'well' | 'unknown' | 'wrong';

/** The worst of the findings: what is wrong before what could not be found out. A limit is none, nor is what was not tried. */
export function stateOf(items: CheckItem[]): CheckState {
  if (items.some(({ result }) => result === 'failed')) return 'wrong';
  return items.some(({ result }) => result === 'unknown') ? 'unknown' : 'well';
}

const HEADINGS: Record<CheckState, string> = {
  well: 'all is well',
  unknown: 'not all could be found out',
  wrong: 'something is wrong',
};

export function headingOf(state: CheckState): string {
  return HEADINGS[state];
}
