import type { VNode } from 'preact';
import { Note } from '../views/blocks.js';
import { address, Csrf } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { Table } from '../views/table.js';
import { eventTitle, writeName } from '../../words/kinds.js';
import type { Act } from './acts.js';
import type { Chosen } from './chosen.read-model.js';
import type { Counted, Done } from './chosen.service.js';

/** Before anything is done: how many, which, and what stays as it is. */
export function CountedPage(props: { frame: Frame; act: [string, Act]; counted: Counted }): VNode {
  const {
    frame,
    act: [name, act],
    counted: { would, left },
  } = props;
  const row = (one: Chosen, what: string) => [
    nameOf(act, one),
    <Badge of={act.of} value={one.state} />,
    what,
  ];
  return (
    <Layout
      frame={frame}
      title={`${act.label} ${would.length} of ${would.length + left.length}?`}
      here={act.list}
      about="Nothing is done yet."
      isStill
    >
      {would.length === 0 ? (
        <Note>None of the chosen rows is in a state in which this makes sense.</Note>
      ) : (
        <form method="post" action={address(`chosen/${name}`, frame.store)} class="ask">
          <Csrf token={frame.csrf} />
          <input type="hidden" name="sure" value="yes" />
          {would.map(({ id }) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          {act.needsReason && (
            <span>
              <label for="reason">They are of no order here, because</label>
              <input class="input" id="reason" name="reason" maxLength={500} required />
            </span>
          )}
          <button class="b primary">{`${act.label} ${would.length}`}</button>
        </form>
      )}
      <Table
        caption="Chosen rows"
        head={['Row', 'State', { label: 'What would happen', full: true }]}
        rows={[...would.map((one) => row(one, act.would)), ...left.map((one) => row(one, 'stays as it is'))]}
        empty="No row was chosen. Go back, and tick some."
      />
      <BackTo frame={frame} act={act} />
    </Layout>
  );
}

/** Where not all could be done. */
export function DonePage(props: { frame: Frame; act: Act; done: Done }): VNode {
  const {
    frame,
    act,
    done: { count, failed },
  } = props;
  return (
    <Layout
      frame={frame}
      title={`${act.label}: ${count} done, ${failed.length} not`}
      here={act.list}
      about="What is done is done; the others are as they were."
      isStill
    >
      <Table
        caption="Not done"
        head={['Row', { label: 'Why', full: true }]}
        rows={failed.map(({ row, why }) => [nameOf(act, row), why])}
      />
      <BackTo frame={frame} act={act} />
    </Layout>
  );
}

function nameOf({ of }: Act, { kind, name }: Chosen): VNode {
  const what = kind === '' ? '' : of === 'write' ? writeName(kind) : eventTitle(kind);
  return (
    <>
      <b>{what || name}</b>
      {what !== '' && <small>{name}</small>}
    </>
  );
}

function BackTo({ frame, act }: { frame: Frame; act: Act }): VNode {
  return (
    <p>
      <a class="b" href={address(act.list, frame.store)}>
        Back to the list
      </a>
    </p>
  );
}
