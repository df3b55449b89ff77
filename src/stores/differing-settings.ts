import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import { fieldErrorsOf } from '../platform/http/validation.js';
import { StoreSettings } from './dto/store-settings.dto.js';
import { ungrouped } from './settings-groups.js';

/**
 * What differs from the defaults, which is all that is stored.
 * @param given by name or in groups
 * @param current what the store has, of which the rest stays
 * @throws BadRequestError naming `settings.{name}` or `settings.{group}.{name}`
 */
export function differingSettings(given: object, current: object = {}): Record<string, unknown> {
  const { settings, paths } = ungrouped(given, Object.assign(new StoreSettings(), current));
  const defaults = new StoreSettings() as unknown as Record<string, unknown>;
  const isKnown = ([name]: [string, unknown]): boolean => Object.hasOwn(defaults, name);
  const ofThisRelease = Object.fromEntries(Object.entries(current).filter(isKnown));
  const complete = plainToInstance(
    StoreSettings,
    { ...ofThisRelease, ...settings },
    { exposeDefaultValues: true },
  );
  const errors = validateSync(complete, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) {
    throw new BadRequestError(fieldErrorsOf(errors, 'settings').map((error) => asGiven(error, paths)));
  }
  const differing = Object.entries(complete).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]),
  );
  // After a rollback: what a later release stored is for that release, and is there when it comes back.
  const ofLaterReleases = Object.entries(current).filter((entry) => !isKnown(entry));
  return Object.fromEntries([...ofLaterReleases, ...differing]);
}

/** Under the name by which the caller knows it. */
function asGiven({ field, message }: FieldError, paths: ReadonlyMap<string, string>): FieldError {
  const [, name = '', ...rest] = field.split('.');
  return { field: [paths.get(name) ?? `settings.${name}`, ...rest].join('.'), message };
}
