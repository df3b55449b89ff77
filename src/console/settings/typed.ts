import type { FieldError } from '../../platform/errors/app-error.js';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { type Differing, differing, isSameValue } from '../../stores/same-value.js';
import { FIELD_OF, type SettingField, type SettingName } from './fields.js';

/** What the fields of a form hold, as text; of a choice of several, one text a line. */
export type Typed = Partial<Record<SettingName, string>>;

type Body = Record<string, unknown>;

/** The settings that a form was drawn from: what others changed since is seen by them. */
const DRAWN = 'was.';

/** A setting as its field shows it. */
export function typedOf({ kind }: SettingField, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'json') return JSON.stringify(value, null, 2);
  if (kind === 'tick') return value === true ? 'true' : '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function typedFrom(settings: StoreSettings, names: readonly SettingName[]): Typed {
  return Object.fromEntries(names.map((name) => [name, typedOf(FIELD_OF[name], settings[name])]));
}

/**
 * What a person sent. A box that is not ticked is not sent at all; but a setting that the form did not have, as that of
 * an older release, is as it was drawn, and not emptied.
 */
export function typedIn(body: Body, names: readonly SettingName[], drawn: StoreSettings): Typed {
  const text = (given: unknown): string => [given].flat().filter(isText).join('\n').replaceAll('\r\n', '\n');
  const wasShown = (name: SettingName): boolean => isText(body[`${DRAWN}${name}`]);
  return Object.fromEntries(
    names.map((name) => [
      name,
      wasShown(name) || name in body ? text(body[name]) : typedOf(FIELD_OF[name], drawn[name]),
    ]),
  );
}

const isText = (given: unknown): given is string => typeof given === 'string';

/** Hidden fields that say what the form was drawn from. */
export function drawnFields(settings: StoreSettings): [string, string][] {
  return Object.keys(FIELD_OF).map((name) => [
    `${DRAWN}${name}`,
    JSON.stringify(settings[name as SettingName]),
  ]);
}

/** Their reading. What is missing or no JSON counts as the default, and so as changed by somebody where it is not. */
export function drawnIn(body: Body): StoreSettings {
  const given = Object.keys(FIELD_OF).flatMap((name): [string, unknown][] => {
    const text = body[`${DRAWN}${name}`];
    const value = typeof text === 'string' ? jsonOf(text) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.assign(new StoreSettings(), Object.fromEntries(given));
}

/** Of the settings that were typed: those that are values, and those that are none. */
export interface Wanted {
  settings: Partial<Record<SettingName, unknown>>;
  errors: FieldError[];
}

/** Pure: only what was changed. A field that is as it was drawn keeps its value, however it is written. */
export function wantedOf(typed: Typed, drawn: StoreSettings): Wanted {
  const wanted: Wanted = { settings: {}, errors: [] };
  for (const [name, text] of Object.entries(typed) as [SettingName, string][]) {
    const field = FIELD_OF[name];
    if (text === typedOf(field, drawn[name]).replaceAll('\r\n', '\n')) continue;
    const value = valueOf(field, text, drawn[name]);
    if (value === undefined) wanted.errors.push({ field: `settings.${name}`, message: 'must be JSON' });
    else if (!isSameValue(value, drawn[name])) wanted.settings[name] = value;
  }
  return wanted;
}

/** What is no number stays a text, which the rules of the setting refuse. @returns undefined for what is no JSON */
function valueOf(field: SettingField, text: string, drawn: unknown): unknown {
  const { kind, canBeNone, ofNumbers } = field;
  const trimmed = text.trim();
  if (kind === 'tick') return text === 'true';
  if (kind === 'lines' || kind === 'choices') {
    const before: unknown[] = Array.isArray(drawn) ? drawn : [];
    const lines = linesOf(text, before);
    if (kind === 'choices' && isSameSet(lines, before)) return drawn;
    return ofNumbers ? lines.map(numberOf) : lines;
  }
  if (trimmed === '') return canBeNone ? null : field.default;
  if (kind === 'json') return jsonOf(trimmed);
  return kind === 'number' ? numberOf(trimmed) : trimmed;
}

/** An entry that the person left as it was keeps its spaces. */
function linesOf(text: string, before: unknown[]): string[] {
  return text
    .split('\n')
    .map((line) => (before.includes(line) ? line : line.trim()))
    .filter((line) => line !== '');
}

/** A browser sends boxes in the order of the form, which says nothing. */
function isSameSet(lines: string[], before: unknown[]): boolean {
  return lines.length === before.length && lines.every((line) => before.includes(line));
}

function numberOf(text: string): number | string {
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One setting before and after. */
export type Change = Differing<SettingName>;

/** In the order of the form. */
export function changesOf(before: StoreSettings, after: object): Change[] {
  const names = (Object.keys(FIELD_OF) as SettingName[]).filter((name) => name in after);
  return differing(names, before, after);
}
