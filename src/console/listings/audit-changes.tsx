import type { VNode } from 'preact';
import { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { type Differing, differing } from '../../stores/same-value.js';
import { FIELD_OF, type SettingName } from '../settings/fields.js';
import { valueInWords } from '../settings/in-words.js';
import { text } from '../views/cells.js';
import type { Reader } from '../views/format.js';
import { Coded } from '../views/pill.js';
import { useReader } from '../views/reader.js';
import { auditFieldInWords, auditValueInWords, isNothing, KEPT_BACK } from '../words/audit-fields.js';
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
    ...differing(names, restBefore, restAfter)
      .filter((change) => !isNothing(change.before) || !isNothing(change.after))
      .map((change) => ({ ...change, isSetting: false })),
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
  if (isObject(before) && isObject(after) && !isEmpty(before) && !isEmpty(after)) {
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
  const only = isEmpty(before) ? after : isObject(before) ? { ...before, ...programOf(after) } : before;
  if (isObject(only)) return <Facts of={only} />;
  const words = text(only);
  return words === '' ? null : <code class="small">{words}</code>;
}

/** Nothing of a row that was not there before, or is not there after. By hand, the program is said after it in any case. */
function isEmpty(side: unknown): boolean {
  if (!isObject(side)) return isNothing(side);
  return Object.entries(side).every(
    ([name, value]) => name === 'application' || value === KEPT_BACK || isNothing(value),
  );
}

function programOf(after: unknown): Members {
  return isObject(after) && 'application' in after ? { application: after['application'] } : {};
}

/** What something was made with, or was when it went: the settings that were set, and no defaults. */
function Facts({ of }: { of: Members }): VNode {
  const reader = useReader();
  const { settings, ...rest } = of;
  const [own, set] = isObject(settings) ? [rest, settings] : [of, {}];
  const facts = [
    ...Object.entries(own)
      .filter(([, value]) => !isNothing(value))
      .map(([name, value]) => ({ name, value, isSetting: false })),
    // One that a later release knows is shown as it is.
    ...Object.entries(set).map(([name, value]) => ({
      name,
      value,
      isSetting: Object.hasOwn(FIELD_OF, name),
    })),
  ];
  return (
    <ul>
      {facts.map((fact) => (
        <li key={fact.name}>
          <Label {...fact} />: {inWords(fact, fact.value, reader)}
        </li>
      ))}
    </ul>
  );
}

function ChangeLine({ change }: { change: AuditChange }): VNode {
  const reader = useReader();
  return (
    <li>
      <Label {...change} />: {inWords(change, change.before, reader)} →{' '}
      {inWords(change, change.after, reader)}
    </li>
  );
}

type Named = Pick<AuditChange, 'name' | 'isSetting'>;

function Label({ name, isSetting }: Named): VNode {
  if (isSetting) return <Coded word={SETTING_WORDS[name as SettingName].label} code={name} />;
  return <span title={name}>{auditFieldInWords(name)}</span>;
}

function inWords({ name, isSetting }: Named, value: unknown, reader: Reader): string {
  return isSetting
    ? valueInWords(FIELD_OF[name as SettingName], value, reader)
    : auditValueInWords(name, value, reader);
}
