import type { VNode } from 'preact';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { type Differing, differing } from '../../stores/same-value.js';
import { FIELD_OF, type SettingName } from '../settings/fields.js';
import { valueInWords } from '../settings/in-words.js';
import { text } from '../views/cells.js';
import { Coded } from '../views/pill.js';
import { useReader } from '../views/reader.js';
import { SETTING_WORDS } from '../words/settings.js';

type Members = Record<string, unknown>;

/** One member before and after; of settings, one setting. */
export interface AuditChange extends Differing<string> {
  isSetting: boolean;
}

/** Pure: members that differ. Settings are kept where they differ from the default, so the others are the default. */
export function auditChanges(before: Members, after: Members): AuditChange[] {
  const { settings: settingsBefore, ...restBefore } = before;
  const { settings: settingsAfter, ...restAfter } = after;
  const names = [...new Set([...Object.keys(restBefore), ...Object.keys(restAfter)])];
  return [
    ...differing(names, restBefore, restAfter).map((change) => ({ ...change, isSetting: false })),
    ...differing(Object.keys(FIELD_OF), complete(settingsBefore), complete(settingsAfter)).map((change) => ({
      ...change,
      isSetting: true,
    })),
  ];
}

function complete(settings: unknown): Members {
  return { ...new StoreSettings(), ...(isObject(settings) ? settings : {}) };
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What changed, from what to what; all of it where there is only one side. */
export function BeforeAndAfter({ before, after }: { before: unknown; after: unknown }): VNode | null {
  if (isObject(before) && isObject(after)) {
    const changes = auditChanges(before, after);
    return changes.length === 0 ? (
      <span class="muted">Nothing that is shown</span>
    ) : (
      <ul>
        {changes.map((change) => (
          <ChangeLine key={change.name} change={change} />
        ))}
      </ul>
    );
  }
  const only = before ?? after;
  if (isObject(only)) return <Facts of={only} />;
  const words = text(only);
  return words === '' ? null : <code class="small">{words}</code>;
}

/** What something was made with, or was when it went: the settings that were set, and no defaults. */
function Facts({ of: { settings, ...rest } }: { of: Members }): VNode {
  const reader = useReader();
  const names = isObject(settings) ? Object.keys(settings).filter((name) => name in FIELD_OF) : [];
  return (
    <ul>
      {Object.entries(rest)
        .filter(([, value]) => text(value) !== '')
        .map(([name, value]) => (
          <li key={name}>
            {name}: {text(value)}
          </li>
        ))}
      {names.map((name) => (
        <li key={name}>
          <SettingLabel name={name as SettingName} />:{' '}
          {valueInWords(FIELD_OF[name as SettingName], (settings as Members)[name], reader)}
        </li>
      ))}
    </ul>
  );
}

function SettingLabel({ name }: { name: SettingName }): VNode {
  return <Coded word={SETTING_WORDS[name].label} code={name} />;
}

function ChangeLine({ change: { name, isSetting, before, after } }: { change: AuditChange }): VNode {
  const reader = useReader();
  const words = (value: unknown): string =>
    isSetting ? valueInWords(FIELD_OF[name as SettingName], value, reader) : text(value) || 'none';
  return (
    <li>
      {isSetting ? <SettingLabel name={name as SettingName} /> : name}: {words(before)} → {words(after)}
    </li>
  );
}
