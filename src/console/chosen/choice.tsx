import type { VNode } from 'preact';
import { address, Csrf } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import { actsOf } from './acts.js';

const FORM = 'chosen';

/** The box in front of a row. */
export function Box({ id, name }: { id: string; name: string }): VNode {
  return <input type="checkbox" form={FORM} name="id" value={id} aria-label={`Choose ${name}`} />;
}

/** What can be done with the rows that are ticked; each button first leads to a page that says how many. */
export function WithChosen({ frame, list }: { frame: Frame; list: string }): VNode {
  return (
    <form
      id={FORM}
      method="post"
      action={address('chosen', frame.store)}
      class="bulk"
      aria-label="With the ticked rows"
    >
      <Csrf token={frame.csrf} />
      <span>With the ticked rows</span>
      {actsOf(list).map(([name, { label }]) => (
        <button key={name} class="b s" formaction={address(`chosen/${name}`, frame.store)}>
          {`${label}…`}
        </button>
      ))}
    </form>
  );
}
