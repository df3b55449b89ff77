import type { FieldError } from '../../platform/errors/app-error.js';
import { number, type Reader } from '../views/format.js';
import { SETTING_WORDS } from '../words/settings.js';
import { FIELD_OF, type SettingField, type SettingName } from './fields.js';

type Locale = Pick<Reader, 'locale'>;

/** What stands below a field: its bounds, what empty means, and its default. */
export function helpOf(field: SettingField, reader: Locale): string {
  const { help, none, example } = SETTING_WORDS[field.name];
  const { kind, least, most } = field;
  const range = kind === 'number' && least !== undefined && most !== undefined;
  return [
    help,
    range && `From ${number(least, reader)} to ${number(most, reader)}.`,
    field.canBeNone && none !== undefined && field.default !== null && `Empty: ${none}.`,
    kind === 'json' && example !== undefined && `JSON, such as ${example}`,
    `Default: ${valueInWords(field, field.default, reader)}.`,
  ]
    .filter((part) => part !== false)
    .join(' ');
}

/** A setting as it is read out, in a line. */
export function valueInWords(field: SettingField, value: unknown, reader: Locale): string {
  const { none, emptyList, unit, options = {} } = SETTING_WORDS[field.name];
  const named = (one: string): string => (Object.hasOwn(options, one) ? options[one]! : one);
  if (value === null || value === undefined) return none ?? 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return `${number(value, reader)}${unit === undefined ? '' : ` ${unit}`}`;
  if (Array.isArray(value) && value.length === 0) return emptyList ?? 'none';
  if (field.kind === 'lines' || field.kind === 'choices') {
    return (value as unknown[]).map((one) => named(String(one))).join(', ');
  }
  if (typeof value === 'string') return value === '' ? 'empty' : named(value);
  return Object.keys(value).length === 0 ? 'none' : JSON.stringify(value);
}

/** What the API says of a wrong value, in the words of the form; the first of each field. */
export function errorsInWords(errors: readonly FieldError[], reader: Locale): Map<SettingName, string> {
  const words = new Map<SettingName, string>();
  for (const { field: path, message } of errors) {
    const [, name = '', ...within] = path.split('.');
    if (!Object.hasOwn(FIELD_OF, name) || words.has(name as SettingName)) continue;
    const field = FIELD_OF[name as SettingName];
    words.set(field.name, errorInWords(field, within, message, reader));
  }
  return words;
}

/** Of lists. */
const AMOUNTS: [RegExp, string][] = [
  [/^.*at least 1 elements.*$/, 'Must have at least one entry.'],
  [/^.*no more than (\d+) elements.*$/, 'Must have at most $1 entries.'],
  [/^.*elements must be unique.*$/, 'Must have each entry once.'],
];

function errorInWords(field: SettingField, within: string[], message: string, reader: Locale): string {
  const { kind, least, most } = field;
  const { form } = SETTING_WORDS[field.name];
  if (kind === 'number' && least !== undefined && most !== undefined) {
    return `Must be a whole number from ${number(least, reader)} to ${number(most, reader)}.`;
  }
  if (kind === 'choice' || kind === 'choices') return 'Must be one of those in the list.';
  const amount = AMOUNTS.find(([pattern]) => pattern.test(message));
  if (amount) return message.replace(...amount);
  if (form !== undefined && (kind === 'lines' || kind === 'text')) return form;
  const place = within.map((part) => (/^\d+$/.test(part) ? `entry ${Number(part) + 1}` : part)).join(', ');
  const words = `${place === '' ? '' : `${place} `}${message}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
