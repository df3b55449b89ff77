import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { address, Count, Moment } from '../views/cells.js';
import { Spark } from '../views/chart.js';
import { duration, number, type Reader } from '../views/format.js';
import { Find } from '../views/find.js';
import { Icon } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { Pill } from '../views/pill.js';
import { Table } from '../views/table.js';
import { counted } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import type { Words } from '../words/states.js';
import type { StoreAtAGlance } from './stores.read-model.js';

interface StoresPageProps {
  frame: Frame;
  stores: StoreAtAGlance[];
  /** What is searched for, and which are asked for. */
  asked?: { q: string; only: string };
}

/** Longer than a read takes when all is well. */
const BEHIND_SECONDS = 300;

const needsSomebody = (one: StoreAtAGlance): boolean => one.problems > 0 || healthOf(one).tone === 'danger';
const isBehind = (one: StoreAtAGlance): boolean => !one.paused && (one.behind ?? 0) > BEHIND_SECONDS;

const ONLY: [string, string, (one: StoreAtAGlance) => boolean][] = [
  ['', 'All', () => true],
  ['needing', 'Need you', needsSomebody],
  ['behind', 'Behind', isBehind],
  ['paused', 'Paused', ({ paused }) => paused],
];

/** One row a store: how it does, and whether it needs somebody. */
export function StoresPage({ frame, stores, asked = { q: '', only: '' } }: StoresPageProps): VNode {
  const wanted = asked.q.toLowerCase();
  const found = stores.filter((one) =>
    `${one.code} ${one.base_url} ${one.store_view}`.toLowerCase().includes(wanted),
  );
  const [, , isShown] = ONLY.find(([name]) => name === asked.only) ?? ONLY[0]!;
  const needing = stores.filter(needsSomebody).length;
  return (
    <Layout
      frame={frame}
      title="Stores"
      here="stores"
      about={`${counted(stores.length, 'store')}${needing > 0 ? `: ${counted(needing, 'needs', 'need')} you` : ''}`}
      actions={
        frame.may[Right.Administer] && (
          <a class="b primary" href={address('stores/new', frame.store)}>
            <Icon name="plus" />
            Connect a store
          </a>
        )
      }
    >
      <Chosen frame={frame} stores={stores} asked={asked} />
      <Table
        caption="All stores"
        titled={false}
        head={[
          { label: 'Store', main: true },
          { label: 'Health', full: true },
          { label: 'Behind', numeric: true },
          { label: 'Orders today', numeric: true },
          { label: 'Against usual', numeric: true, least: 2 },
          { label: 'Since midnight', least: 3 },
          { label: 'Waiting', numeric: true },
          { label: 'Problems', numeric: true },
        ]}
        rows={found.filter(isShown).map((one) => rowOf(one, frame.reader))}
        emptyTitle={stores.length === 0 ? 'No store yet' : 'Nothing matches'}
        empty={stores.length === 0 && 'Orders come once one is connected.'}
      />
    </Layout>
  );
}

function Chosen({ frame, stores, asked }: Required<StoresPageProps>): VNode {
  return (
    <div class="chips" role="group" aria-label="Filters">
      <Find
        store={frame.store}
        action="/console/stores"
        what="Stores"
        placeholder="Code or address"
        value={asked.q}
      />
      {ONLY.map(([name, label, isOne]) => (
        <span key={name} class={name === asked.only ? 'chip on' : 'chip'}>
          <a href={address('stores', frame.store, name === '' ? {} : { only: name })}>
            {label} {stores.filter(isOne).length}
          </a>
        </span>
      ))}
    </div>
  );
}

function rowOf(one: StoreAtAGlance, reader: Reader) {
  const today = one.hours.reduce((sum, count) => sum + count, 0);
  const percent = one.usual < 1 ? null : Math.round((today / one.usual - 1) * 100);
  const health = healthOf(one);
  return [
    <>
      <a href={address('store', one.code)}>{one.code}</a>
      <small>{URL.canParse(one.base_url) ? new URL(one.base_url).host : one.base_url}</small>
    </>,
    <>
      <Pill words={health} />
      {health.tone === 'danger' && one.since !== null && (
        <small>
          since <Moment at={one.since} />
        </small>
      )}
    </>,
    one.paused || one.behind === null ? '' : duration(one.behind * 1000),
    <Count of={today} />,
    percent === null ? (
      ''
    ) : (
      <span class="muted">{`${percent > 0 ? '+' : percent < 0 ? '−' : ''}${number(Math.abs(percent), reader)} %`}</span>
    ),
    <Spark values={one.hours} label={`${counted(today, 'order')} today`} />,
    <a href={address('orders', one.code, { syncState: 'NEW' })}>
      <Count of={one.waiting} />
    </a>,
    one.problems === 0 ? (
      ''
    ) : (
      <a class="danger-t" href={address('', one.code)}>
        <b>{one.problems}</b>
      </a>
    ),
  ];
}

/** A read that failed once is tried again within seconds. */
const FAILURES = 2;

function healthOf(one: StoreAtAGlance): Words {
  if (one.paused) return { word: 'Paused', tone: '', icon: 'pause' };
  if (one.failures >= FAILURES) {
    return {
      word: one.error_code === null ? 'Not read' : reasonInWords(one.error_code),
      tone: 'danger',
      icon: 'fail',
    };
  }
  if (one.behind === null) return { word: 'Not read yet', tone: 'info', icon: 'clock' };
  if (isBehind(one)) return { word: 'Behind', tone: 'attention', icon: 'clock' };
  if (one.mode === 'shadow') return { word: 'Shadow mode', tone: '', icon: 'half' };
  return { word: 'On time', tone: 'ok', icon: 'done' };
}
