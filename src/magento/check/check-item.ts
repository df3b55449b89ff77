import { errorWords } from '../../platform/errors/app-error.js';

/** One finding of the store check; the message is a sentence on what to do, unless all is well. */
export interface CheckItem {
  check: string;
  result: 'ok' | 'warning' | 'failed' | 'skipped';
  message: string;
}

export function ok(check: string, message: string): CheckItem {
  return { check, result: 'ok', message };
}

export function warning(check: string, message: string): CheckItem {
  return { check, result: 'warning', message };
}

/** Nothing is known of it: an outage is no finding about the shop. */
export function notFoundOut(check: string, error: unknown): CheckItem {
  return warning(check, `Could not be found out: ${errorWords(error).message}`);
}

export function failed(check: string, message: string): CheckItem {
  return { check, result: 'failed', message };
}
