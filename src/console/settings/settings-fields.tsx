import type { VNode } from 'preact';
import { type FieldNames, fieldNames, Wrong } from '../views/field.js';
import { useReader } from '../views/reader.js';
import { SETTING_WORDS } from '../words/settings.js';
import type { StoreSettings } from '../../stores/dto/store-settings.dto.js';
import { FIELD_OF, type SettingField, type SettingName } from './fields.js';
import { helpOf, valueInWords } from './in-words.js';
import { drawnFields, type Typed, typedOf } from './typed.js';

export interface FormState {
  /** What the form is drawn from. */
  settings: StoreSettings;
  typed: Typed;
  errors: ReadonlyMap<SettingName, string>;
}

/** Label, field, what is wrong with it, help. */
export function SettingRow({ name, form }: { name: SettingName; form: FormState }): VNode {
  const reader = useReader();
  const field = FIELD_OF[name];
  const { label } = SETTING_WORDS[name];
  const text = form.typed[name] ?? '';
  const error = form.errors.get(name);
  const isChanged = text !== typedOf(field, form.settings[name]);
  return (
    <div class="field">
      <div>
        {field.kind === 'choices' ? (
          <span class="label" id={`l-${name}`}>
            {label}
          </span>
        ) : (
          <label for={name}>{label}</label>
        )}
        {isChanged && <p class="changed">Changed from {valueInWords(field, form.settings[name], reader)}</p>}
      </div>
      <div>
        <Control field={field} text={text} isWrong={error !== undefined} />
        <Wrong name={name} words={error} />
        <p class="help" id={`h-${name}`}>
          {helpOf(field, reader)} <code>{name}</code>
        </p>
      </div>
    </div>
  );
}

interface ControlProps {
  field: SettingField;
  text: string;
  isWrong: boolean;
}

function Control({ field, text, isWrong }: ControlProps): VNode {
  const { name, kind } = field;
  const common = fieldNames(name, isWrong);
  switch (kind) {
    case 'tick':
      return (
        <label class="opt">
          <input type="checkbox" {...common} value="true" checked={text === 'true'} /> <span>Yes</span>
        </label>
      );
    case 'choice':
      return <Select field={field} text={text} common={common} />;
    case 'choices':
      return <Boxes field={field} text={text} common={common} />;
    case 'lines':
    case 'json':
      return (
        <textarea
          {...common}
          class={kind === 'json' ? 'input json' : 'input'}
          rows={rowsFor(text)}
          spellcheck={false}
        >
          {`\n${text}`}
        </textarea>
      );
    case 'number':
      return <NumberInput field={field} text={text} common={common} />;
    case 'text':
      return <input {...common} class="input" value={text} autocomplete="off" />;
  }
}

type PartProps = Omit<ControlProps, 'isWrong'> & { common: FieldNames };

/** No `type=number`: a browser sends nothing of what it cannot read, and what was typed would be gone. */
function NumberInput({ field, text, common }: PartProps): VNode {
  const { unit } = SETTING_WORDS[field.name];
  return (
    <span class="row">
      <input {...common} class="input short" inputMode="numeric" value={text} autocomplete="off" />
      {unit}
    </span>
  );
}

function Select({ field, text, common }: PartProps): VNode {
  const { options = {}, none } = SETTING_WORDS[field.name];
  return (
    <select {...common} class="input">
      {field.canBeNone && (
        <option value="" selected={text === ''}>
          {none ?? 'none'}
        </option>
      )}
      {field.options.map((value) => (
        <option key={value} value={value} selected={value === text}>
          {options[value] ?? value}
        </option>
      ))}
    </select>
  );
}

function Boxes({ field, text, common }: PartProps): VNode {
  const { options = {} } = SETTING_WORDS[field.name];
  const { id, name, 'aria-describedby': describedBy } = common;
  const chosen = new Set(text.split('\n'));
  return (
    <div id={id} role="group" aria-labelledby={`l-${name}`} aria-describedby={describedBy} tabIndex={-1}>
      {field.options.map((value) => (
        <label key={value} class="opt">
          <input type="checkbox" name={name} value={value} checked={chosen.has(value)} />{' '}
          <span>
            {options[value] ?? value} <code>{value}</code>
          </span>
        </label>
      ))}
    </div>
  );
}

const MOST_ROWS = 16;

function rowsFor(text: string): number {
  return Math.min(MOST_ROWS, Math.max(3, text.split('\n').length + 1));
}

/** So that a change by somebody else in between is seen. */
export function DrawnFrom({ settings }: { settings: StoreSettings }): VNode {
  return (
    <>
      {drawnFields(settings).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
