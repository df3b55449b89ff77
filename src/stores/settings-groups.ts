import { BadRequestError, type FieldError } from '../platform/errors/app-error.js';
import { SETTING_GROUPS, type SettingGroup, type SettingsDto } from './dto/settings-groups.dto.js';
import type { StoreSettings } from './dto/store-settings.dto.js';

type Settings = Record<string, unknown>;

/** Settings by name, and where the caller gave them. */
export interface GivenSettings {
  settings: Settings;
  /** `settings.slaDays`, or `settings.orders.slaDays`. */
  paths: ReadonlyMap<string, string>;
}

const isGroup = (name: string): name is SettingGroup => Object.hasOwn(SETTING_GROUPS, name);

/** Pure: as they are answered. */
export function withGroups(settings: StoreSettings): SettingsDto {
  const grouped = Object.entries(SETTING_GROUPS).map(([group, names]) => [
    group,
    Object.fromEntries(names.map((name) => [name, settings[name]])),
  ]);
  return { ...settings, ...(Object.fromEntries(grouped) as Pick<SettingsDto, SettingGroup>) };
}

/**
 * Pure: both forms as one. An answer that is sent back with one of the two changed means the changed one.
 * @param current complete settings of the store
 * @throws BadRequestError where a group is no object, has a setting of another one, or contradicts the setting beside it
 */
export function ungrouped(given: object, current: StoreSettings): GivenSettings {
  const errors: FieldError[] = [];
  const settings = new Map<string, unknown>();
  const paths = new Map<string, string>();
  const take = (name: string, value: unknown, path: string): void => {
    const isKnown = paths.has(name) && !isSame(settings.get(name), value);
    const before = (current as unknown as Settings)[name];
    if (isKnown && isSame(value, before)) return;
    if (isKnown && !isSame(settings.get(name), before)) {
      return void errors.push({ field: path, message: `contradicts ${paths.get(name)}` });
    }
    settings.set(name, value);
    paths.set(name, path);
  };
  for (const [name, value] of Object.entries(given)) {
    if (!isGroup(name)) take(name, value, `settings.${name}`);
    else {
      for (const [member, path] of membersOf(name, value, errors)) {
        take(member, (value as Settings)[member], path);
      }
    }
  }
  if (errors.length > 0) throw new BadRequestError(errors);
  return { settings: Object.fromEntries(settings), paths };
}

function membersOf(group: SettingGroup, value: unknown, errors: FieldError[]): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ field: `settings.${group}`, message: 'must be an object of settings' });
    return [];
  }
  const names = new Set<string>(SETTING_GROUPS[group]);
  return Object.keys(value).flatMap((name): [string, string][] => {
    const path = `settings.${group}.${name}`;
    if (names.has(name)) return [[name, path]];
    errors.push({ field: path, message: `is no setting of ${group}` });
    return [];
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
