import { BadRequestError, type FieldError } from '../../platform/errors/app-error.js';
import { differingSettings } from '../../stores/differing-settings.js';
import type { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { FIELD_OF, type SettingName } from './fields.js';
import {
  type Change,
  changesOf,
  drawnIn,
  type Typed,
  typedIn,
  typedOf,
  type Wanted,
  wantedOf,
} from './typed.js';

/** A form of settings that came back, held against what the store has now. */
export interface ReadForm {
  typed: Typed;
  /** What the form was drawn from. */
  drawn: StoreSettings;
  /** What the person would change. */
  changes: Change[];
  /** What somebody else changed in between. */
  elsewhere: Change[];
  errors: FieldError[];
}

/** Pure. @param names the settings that the form shows */
export function readSettingsForm(
  body: Record<string, unknown>,
  names: readonly SettingName[],
  now: StoreSettings,
): ReadForm {
  const drawn = drawnIn(body);
  const typed = typedIn(body, names, drawn);
  const wanted = wantedOf(typed, drawn);
  return {
    typed,
    drawn,
    changes: changesOf(drawn, wanted.settings),
    elsewhere: changesOf(drawn, now),
    errors: errorsOf(wanted, now),
  };
}

/** What a person changed stays as it was typed; the rest is as the store has it now. */
export function redrawn({ typed, drawn }: Pick<ReadForm, 'typed' | 'drawn'>, now: StoreSettings): Typed {
  return Object.fromEntries(
    (Object.entries(typed) as [SettingName, string][]).map(([name, text]) => [
      name,
      text === typedOf(FIELD_OF[name], drawn[name]) ? typedOf(FIELD_OF[name], now[name]) : text,
    ]),
  );
}

export function settingsOf(changes: readonly Change[]): Record<string, unknown> {
  return Object.fromEntries(changes.map(({ name, after }) => [name, after]));
}

/** By the rules of the API, which are those of the service. */
function errorsOf({ settings, errors }: Wanted, now: StoreSettings): FieldError[] {
  try {
    differingSettings(settings, now);
    return errors;
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error;
    return [...errors, ...error.errors];
  }
}
