import type { ComponentChildren, VNode } from 'preact';
import { Csrf } from './cells.js';

interface AskProps {
  to: string;
  csrf: string;
  label: string;
  children: ComponentChildren;
}

/** A form in one line, where there is room: fields with their labels above, and what it does at the end. */
export function Ask({ to, csrf, label, children }: AskProps): VNode {
  return (
    <form method="post" action={to} class="ask">
      <Csrf token={csrf} />
      {children}
      <button class="b">{label}</button>
    </form>
  );
}

export function Field(props: {
  id: string;
  name: string;
  label: string;
  placeholder?: string;
  required?: boolean;
  maxLength?: number;
}): VNode {
  const { label, ...input } = props;
  return (
    <span>
      <label for={props.id}>{label}</label>
      <input class="input" {...input} />
    </span>
  );
}

export function Choice(props: {
  id: string;
  name: string;
  label: string;
  options: [string, string][];
  chosen?: string;
}): VNode {
  const { id, name, label, options, chosen } = props;
  return (
    <span>
      <label for={id}>{label}</label>
      <select class="input" id={id} name={name}>
        {options.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}

export function FromTo({ id, of }: { id: string; of: string }): VNode {
  return (
    <>
      <Field
        id={`${id}-from`}
        name={id === 'release' ? 'createdFrom' : 'from'}
        label={`${of} from`}
        placeholder="2026-11-01T00:00:00Z"
      />
      <Field id={`${id}-to`} name={id === 'release' ? 'createdTo' : 'to'} label="to" placeholder="now" />
    </>
  );
}

export function OnlyCount(): VNode {
  return (
    <label class="opt">
      <input type="checkbox" name="dryRun" value="true" checked /> count first
    </label>
  );
}
