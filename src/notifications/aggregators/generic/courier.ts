import type { Aggregator, ReadContext } from '../aggregator.js';
import { isFuture, timeOf } from '../event-time.js';
import { isGrave } from '../grave-types.js';
import { NO_NAMES, type Names, type Reading, type StatusReading } from '../../notification.types.js';
import { asFields, firstText, labelOf, numberOf, readEach, textOf } from '../webhook-fields.js';
import type { CourierDto, CourierFilterDto, CourierTimeDto } from './courier.dto.js';

/** What a setting says of a courier, as an aggregator that reads by it. */
export function courierOf(config: CourierDto): Pick<Aggregator, 'name' | 'read'> {
  return { name: config.name.toUpperCase(), read: (body, context) => read(config, body, context) };
}

/** A value and the body that it stands in: paths begin at either. */
interface Place {
  body: unknown;
  entry: unknown;
}

function read(config: CourierDto, body: unknown, context: ReadContext): Reading[] {
  if (config.ping && fits(config.ping, { body, entry: body })) return [{ malformed: PING }];
  const root = config.root === undefined ? body : at({ body, entry: body }, config.root);
  const entries = entriesOf(root);
  if (entries.length === 0) return [{ malformed: `nothing at ${config.root ?? 'the root'}` }];
  return readEach(entries, (entry) => readOne(config, { body, entry }, context));
}

/** What an aggregator's button sends. */
export const PING = 'ping';

function readOne(config: CourierDto, place: Place, context: ReadContext): Reading {
  if (!asFields(place.entry)) return { malformed: 'not a JSON object' };
  const names = namesOf(config, place);
  const isTold = config.filter === undefined || fits(config.filter, place);
  const status = config.status.map((path) => labelOf(at(place, path)));
  if (isTold && status.every((part) => part === null)) {
    return { malformed: `no ${config.status.join(' and ')}` };
  }
  if (isTold && Object.values(names).every((some: string[]) => some.length === 0)) {
    return { malformed: `no ${config.identity.map(({ path }) => path).join(', ')}` };
  }
  const words = status.map((part) => part ?? '').join('|');
  const time = timeIn(config, place, context);
  return {
    ...NOTHING_MORE_READ,
    type: isTold ? typeOf(config, place, status) : null,
    status: isTold
      ? `status ${words}`
      : `event of another kind: ${textOf(at(place, config.filter!.path)) ?? '-'}`,
    ...time,
    isReturn: isTold ? config.isReturn !== undefined && fits(config.isReturn, place) : null,
    names,
    courierName: config.courierName === undefined ? null : textOf(at(place, config.courierName)),
    key: config.repeatKey?.map((path) => firstText(at(place, path))) ?? [
      names,
      words,
      firstText(stampIn(config, place)),
    ],
  };
}

const NOTHING_MORE_READ = {
  overtaken: false,
  metaData: {},
  returnOrderTime: null,
  items: null,
} satisfies Partial<StatusReading>;

function typeOf(config: CourierDto, place: Place, status: (string | null)[]): string | null {
  const type = mapped(config.map, status);
  if (config.mustAgree === undefined || type === null) return type;
  const other = labelOf(at(place, config.mustAgree));
  return other === null || mapped(config.map, [other, ...status.slice(1)]) === type ? type : null;
}

function mapped(map: Record<string, string>, status: (string | null)[]): string | null {
  const found = (parts: (string | null)[]): string | undefined =>
    Object.entries(map).find(([key]) => {
      const wanted = key.split('|').map((part) => (part === '*' ? '*' : labelOf(part)));
      return wanted.length === parts.length && wanted.every((part, i) => part === parts[i]);
    })?.[1];
  const whole = found(status);
  if (whole !== undefined) return whole;
  const half = status.length === 2 ? found([status[0]!, '*']) : undefined;
  return half === undefined || isGrave(half) ? null : half;
}

function namesOf(config: CourierDto, place: Place): Names {
  const of = (...kinds: string[]): string[] => [
    ...new Set(
      config.identity
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ path }) => textOf(at(place, path)))
        .filter((text) => text !== null),
    ),
  ];
  return {
    ...NO_NAMES,
    awbs: of('awb'),
    returnAwbs: of('returnAwb'),
    orderCodes: of('order'),
    references: of('reference'),
    returnCodes: of('return'),
  };
}

function stampIn({ time }: CourierDto, place: Place): unknown {
  return time === undefined ? null : at(place, time.path);
}

function timeIn(config: CourierDto, place: Place, context: ReadContext): Pick<StatusReading, 'at' | 'timed'> {
  const { receivedAt, settings } = context;
  const value = stampIn(config, place);
  if (config.time === undefined) return { at: receivedAt.toISOString(), timed: false };
  const clock = settings.webhookClocks[config.name.toUpperCase()] ?? 'GUESS';
  const written = clock === 'INDIA' ? timeOf(unmarked(value), 'INDIA') : instantOf(value, config.time);
  const guess = clock === 'GUESS' ? timeOf(unmarked(value), 'INDIA') : null;
  const time = [written, guess].find((one) => one !== null && !isFuture(one, receivedAt));
  return time ? { at: time.toISOString(), timed: true } : { at: receivedAt.toISOString(), timed: false };
}

function instantOf(value: unknown, { format, zone = 'UTC' }: CourierTimeDto): Date | null {
  if (format === 'iso') return timeOf(value, zone);
  const epoch = numberOf(value);
  return epoch === null
    ? null
    : timeOf(new Date(format === 'epoch-seconds' ? epoch * 1000 : epoch).toISOString());
}

function unmarked(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/ *(Z|[+-]\d{2}:?\d{2})$/, '') : value;
}

/** An object, the entries of a list, or those of an object whose keys are numbers. */
function entriesOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as unknown[];
  const fields = asFields(value);
  const keys = Object.keys(fields ?? {});
  const isNumbered = keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
  return isNumbered ? Object.values(fields!) : [value];
}

function fits({ path, in: allowed }: CourierFilterDto, place: Place): boolean {
  const value = at(place, path);
  const text = typeof value === 'boolean' ? String(value) : textOf(value);
  return text !== null && allowed.some((one) => one.toLowerCase() === text.toLowerCase());
}

function at({ body, entry }: Place, path: string): unknown {
  const fromBody = path.startsWith('$.');
  const names = (fromBody ? path.slice(2) : path).split('.');
  return names.reduce<unknown>(
    (value, name) => {
      if (Array.isArray(value)) return /^\d+$/.test(name) ? (value as unknown[])[Number(name)] : undefined;
      const fields = asFields(value);
      return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    },
    fromBody ? body : entry,
  );
}
