import { getMetadataStorage, type MetadataStorage } from 'class-validator';
import { SETTING_GROUPS, type SettingGroup } from '../../stores/dto/settings-groups.dto.js';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';

export type SettingName = keyof StoreSettings;

/** How a setting is typed: a number, a tick, one of a few, some of a few, one per line, JSON, or a text. */
export type FieldKind = 'number' | 'tick' | 'choice' | 'choices' | 'lines' | 'json' | 'text';

/** One setting as a form shows it. */
export interface SettingField {
  name: SettingName;
  group: SettingGroup;
  kind: FieldKind;
  /** Empty means none, and not the default. */
  canBeNone: boolean;
  /** Of a choice. */
  options: string[];
  least?: number;
  most?: number;
  /** Lines that are numbers. */
  ofNumbers: boolean;
  default: unknown;
}

type Rule = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

/** What the API checks says how each setting is typed; nothing is said twice. */
export const SETTING_FIELDS: readonly SettingField[] = fieldsOf();

export const FIELD_OF = Object.fromEntries(SETTING_FIELDS.map((field) => [field.name, field])) as Record<
  SettingName,
  SettingField
>;

export function fieldsIn(group: SettingGroup): SettingField[] {
  return SETTING_FIELDS.filter((field) => field.group === group);
}

function fieldsOf(): SettingField[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(StoreSettings, '', false, false);
  const defaults = new StoreSettings();
  return Object.entries(SETTING_GROUPS).flatMap(([group, names]) =>
    names.map((name) => {
      const own = rules.filter(({ propertyName }) => propertyName === name);
      return { ...fieldOf(own), name, group: group as SettingGroup, default: defaults[name] };
    }),
  );
}

function fieldOf(rules: Rule[]): Omit<SettingField, 'name' | 'group' | 'default'> {
  const rule = (...names: string[]): Rule | undefined => rules.find((one) => names.includes(one.name ?? ''));
  const has = (...names: string[]): boolean => rule(...names) !== undefined;
  const bound = (name: string): number | undefined => rule(name)?.constraints?.[0] as number | undefined;
  const choice = rule('isEnum', 'isIn');
  return {
    kind: kindOf(rules, has),
    canBeNone: has('isOptional'),
    options: (choice?.constraints?.at(-1) ?? []) as string[],
    least: bound('min'),
    most: bound('max'),
    ofNumbers: has('isInt') && has('isArray'),
  };
}

function kindOf(rules: Rule[], has: (...names: string[]) => boolean): FieldKind {
  const isNested = rules.some(({ type }) => type === 'nestedValidation');
  if (isNested || has('isCodeMap', 'isMapOf')) return 'json';
  if (has('isEnum', 'isIn')) return has('isArray') ? 'choices' : 'choice';
  if (has('isArray')) return 'lines';
  if (has('isBoolean')) return 'tick';
  return has('isInt') ? 'number' : 'text';
}
