import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isKnown } from '../../notification-types.js';
import { isGrave } from '../grave-types.js';

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
