import type { ComponentChildren, VNode } from 'preact';
import type { AppError } from '../../platform/errors/app-error.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { Note } from '../views/blocks.js';
import { Action, address, Copy } from '../views/cells.js';
import { Wrong } from '../views/field.js';
import type { Frame } from '../views/layout.js';
import { partAddress, stepAddress } from './connect-step.js';
import { type SetUp, stepAfter } from './set-up-state.js';
import type { Part } from './set-up-steps.js';

/** What every part of a set-up is drawn from. */
export interface PartProps {
  frame: Frame;
  store: StoreContext;
  /** As a step of the set-up, how far that is; undefined: as a page of the store. */
  setUp?: SetUp;
}

/** A secret that was made just now. */
export interface ShownOnce {
  title: string;
  secret: string;
  then: ComponentChildren;
}

/** What was wrong with a form of a part. */
export interface PartMistake {
  /** Which of its forms. */
  of: string;
  errors: ReadonlyMap<string, string>;
  /** As it was typed; no secret is in it. */
  typed: Record<string, string>;
}

/** What the API says of each field, by the field's own name. */
export function mistakesIn({ errors, message }: AppError, last: string): ReadonlyMap<string, string> {
  const named = errors.map(({ field, message: said }): [string, string] => [
    field.split('.')[0]!,
    `${said.charAt(0).toUpperCase()}${said.slice(1)}.`,
  ]);
  return new Map(named.length > 0 ? named : [[last, message]]);
}

export function Secret({ title, secret, then }: ShownOnce): VNode {
  return (
    <Note tone="ok" role="status">
      <b>{title}, shown this once:</b> <code class="wrap">{secret}</code> <Copy text={secret} what={title} />{' '}
      {then}
    </Note>
  );
}

/** A label, its field and what helps or is wrong. The id is the field's alone on a page of several forms. */
export function Row(props: {
  id: string;
  label: string;
  help?: ComponentChildren;
  wrong?: string;
  isGroup?: boolean;
  children: ComponentChildren;
}): VNode {
  const { id, label, help, wrong, isGroup = false, children } = props;
  return (
    <div class="field">
      <div>
        {isGroup ? (
          <span class="label" id={`l-${id}`}>
            {label}
          </span>
        ) : (
          <label for={id}>{label}</label>
        )}
      </div>
      <div>
        {children}
        <Wrong name={id} words={wrong} />
        <p class="help" id={`h-${id}`}>
          {help}
        </p>
      </div>
    </div>
  );
}

/** Of the set-up: the way on. What is still open is left out by a button of its own, so that it is known that somebody meant it. */
export function GoOn({ frame, store, setUp, part }: PartProps & { part: Part }): VNode | null {
  if (!setUp) return null;
  const next = stepAfter(part);
  if (setUp.states[part] !== 'OPEN') {
    return (
      <div class="row">
        <a class="b primary" href={stepAddress(next, store)}>
          Go on
        </a>
      </div>
    );
  }
  return (
    <Action
      to={address('store/connect/pass', store.code)}
      label="Go on without"
      csrf={frame.csrf}
      kind="primary"
    >
      <input type="hidden" name="step" value={part} />
    </Action>
  );
}

/** Where a form of a part is sent: what comes back is drawn as this page is. */
export function partTo({ store, setUp }: PartProps, path: string): string {
  return partAddress(path, store.code, { isSetUp: setUp !== undefined });
}
