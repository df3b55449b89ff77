import { ChannelKind } from '../../alerts/alert.types.js';
import type { AlertChannelDto, AlertRulesDto } from '../../alerts/dto/alert-channel.dto.js';
import type { AppError } from '../../platform/errors/app-error.js';

type Body = Record<string, unknown>;

/** Fields of one line, as they are typed. */
export const TEXT_FIELDS = [
  ...(['name', 'kind', 'target', 'scope', 'leastSeverity', 'leastCount', 'repeatHours'] as const),
  ...(['quietFrom', 'quietTo', 'quietZone'] as const),
] as const;

export type TextField = (typeof TEXT_FIELDS)[number];
export type AlertField = TextField | 'problemKinds';

/** What the form of a channel shows. */
export interface AlertFormState {
  typed: Record<TextField, string>;
  kinds: ReadonlySet<string>;
  enabled: boolean;
  urgentInQuiet: boolean;
  newSecret: boolean;
  errors: ReadonlyMap<AlertField, string>;
}

const ALL_STORES = 'all';
const NO_ERRORS: ReadonlyMap<AlertField, string> = new Map();

/** Nothing typed yet. @param zone of the reader */
export function emptyForm(zone: string): AlertFormState {
  const text = {
    name: '',
    kind: 'EMAIL',
    target: '',
    scope: 'store',
    leastSeverity: 'NOTICE',
    leastCount: '1',
  };
  return {
    typed: { ...text, repeatHours: '', quietFrom: '', quietTo: '', quietZone: zone },
    kinds: new Set(),
    enabled: true,
    urgentInQuiet: true,
    newSecret: false,
    errors: NO_ERRORS,
  };
}

/** The address of Slack is a secret: it is left empty, and stays as it is. */
export function formOfChannel(channel: AlertChannelDto, zone: string): AlertFormState {
  const { name, kind, target, storeCode, leastSeverity, leastCount, repeatHours } = channel;
  const { quietFrom, quietTo, quietZone, problemKinds, enabled, urgentInQuiet } = channel;
  return {
    typed: {
      ...{
        name,
        kind,
        leastSeverity,
        leastCount: String(leastCount),
        repeatHours: String(repeatHours ?? ''),
      },
      target: kind === ChannelKind.Slack ? '' : target,
      scope: storeCode === null ? ALL_STORES : 'store',
      ...{ quietFrom: quietFrom ?? '', quietTo: quietTo ?? '', quietZone: quietZone ?? zone },
    },
    kinds: new Set(problemKinds ?? []),
    ...{ enabled, urgentInQuiet, newSecret: false, errors: NO_ERRORS },
  };
}

export function readAlertForm(body: Body): AlertFormState {
  const typed = Object.fromEntries(TEXT_FIELDS.map((name) => [name, textIn(body[name])]));
  const kinds = [body['problemKinds'] ?? []].flat().map(textIn);
  return {
    typed: typed as AlertFormState['typed'],
    kinds: new Set(kinds),
    enabled: body['enabled'] === 'true',
    urgentInQuiet: body['urgentInQuiet'] === 'true',
    newSecret: body['newSecret'] === 'true',
    errors: NO_ERRORS,
  };
}

/** As the API takes it. A zone alone says nothing: the form has the reader's from the beginning. */
export function rulesIn({ typed, kinds, ...ticks }: AlertFormState, store: string): AlertRulesDto {
  const orNull = (text: string): string | null => (text === '' ? null : text);
  const { quietFrom, quietTo, quietZone, leastSeverity } = typed;
  return {
    storeCode: typed.scope === ALL_STORES ? null : store,
    problemKinds: kinds.size === 0 ? null : ([...kinds] as AlertRulesDto['problemKinds']),
    leastSeverity: leastSeverity as AlertRulesDto['leastSeverity'],
    leastCount: numberIn(typed.leastCount),
    repeatHours: typed.repeatHours === '' ? null : numberIn(typed.repeatHours),
    ...{ quietFrom: orNull(quietFrom), quietTo: orNull(quietTo) },
    quietZone: quietFrom === '' && quietTo === '' ? null : orNull(quietZone),
    ...{ enabled: ticks.enabled, urgentInQuiet: ticks.urgentInQuiet },
  };
}

/** What the API says of each field; the first of each. */
export function errorsIn({ errors, message }: AppError): Map<AlertField, string> {
  const words = new Map<AlertField, string>();
  for (const { field, message: said } of errors) {
    const name = (field === 'storeCode' ? 'scope' : field.split('.')[0]) as AlertField;
    if (!words.has(name)) words.set(name, `${said.charAt(0).toUpperCase()}${said.slice(1)}.`);
  }
  // A conflict names no field: the name is what only one may have.
  if (words.size === 0) words.set('name', message);
  return words;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** What is no number is refused by the API, in its words. */
function numberIn(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
