import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isKnown } from '../../notification-types.js';
import { isGrave } from '../grave-types.js';

export function IsTimeZone(): PropertyDecorator {
  return ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'must be a time zone, e.g. Asia/Kolkata or UTC',
    },
  });
}

/** Types that there are; as many parts as there are places of the status; no wildcard for something grave. */
export function IsStatusMap(): PropertyDecorator {
  return ValidateBy({
    name: 'isStatusMap',
    validator: {
      validate: (value: unknown, options) =>
        typeof value === 'object' && value !== null && problemsOf(value, options) === undefined,
      defaultMessage: (options) =>
        problemsOf((options?.value ?? {}) as object, options) ?? 'must map statuses to notification types',
    },
  });
}

function problemsOf(map: object, options: ValidationArguments | undefined): string | undefined {
  const { status } = (options?.object ?? {}) as { status?: unknown };
  const places = Array.isArray(status) && status.length > 0 ? status.length : 1;
  for (const [key, type] of Object.entries(map) as [string, unknown][]) {
    if (typeof type !== 'string' || !isKnown(type)) {
      return `${key}: there is no notification type ${String(type)}`;
    }
    if (key.split('|').length !== places) {
      return `${key}: must have ${places} ${places === 1 ? 'part' : 'parts, joined by |'}`;
    }
    if (key.endsWith('|*') && isGrave(type)) return `${key}: ${type} needs both parts of the status`;
    if (key.replace(/\|\*$/, '').includes('*')) return `${key}: * stands for the second part only`;
  }
  return undefined;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
