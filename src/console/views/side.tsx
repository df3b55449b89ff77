import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { address } from './cells.js';
import { Icon, type IconName, Logo } from './icons.js';
import type { Frame } from './frame.js';

interface Place {
  path: string;
  label: string;
  icon: IconName;
  /** Without it, who may look may go there. */
  right?: Right;
}

const PLACES: [string, Place[]][] = [
  [
    '',
    [
      { path: '', label: 'Home', icon: 'home' },
      { path: 'stores', label: 'Stores', icon: 'store', right: Right.Settings },
    ],
  ],
  [
    'Goods',
    [
      { path: 'orders', label: 'Orders', icon: 'box' },
      { path: 'parked', label: 'Parked orders', icon: 'pause' },
      { path: 'returns', label: 'Returns', icon: 'back' },
      { path: 'drift', label: 'Stock', icon: 'layers' },
    ],
  ],
  [
    'Traffic',
    [
      { path: 'runs', label: 'Reads from Magento', icon: 'read' },
      { path: 'operations', label: 'Writes to Magento', icon: 'write' },
      { path: 'deliveries', label: 'Deliveries', icon: 'send' },
      { path: 'events', label: 'Waiting events', icon: 'clock' },
      { path: 'reconciliations', label: 'Comparisons', icon: 'compare' },
      { path: 'differences', label: 'Differences', icon: 'half' },
    ],
  ],
  [
    'Set-up',
    [
      { path: 'store', label: 'Store settings', icon: 'sliders', right: Right.Settings },
      { path: 'shadow-report', label: 'Shadow mode', icon: 'half', right: Right.Operate },
      { path: 'alerts', label: 'Alerts', icon: 'bell', right: Right.Settings },
      { path: 'audit', label: 'Audit log', icon: 'list', right: Right.Audit },
      { path: 'erasures', label: 'Erased customers', icon: 'user', right: Right.Audit },
    ],
  ],
];

/** The way to every page; below a width it opens as a popover, without a script. */
export function Side({ frame, here }: { frame: Frame; here: string }): VNode {
  return (
    <nav class="side" id="nav" popover="auto" aria-label="Console">
      <a class="brand" href={address('', frame.store)}>
        <Logo />
        OMS bridge
      </a>
      <StoreSwitch frame={frame} />
      {PLACES.map(([heading, places]) => {
        const open = places.filter(({ right }) => right === undefined || frame.may[right]);
        if (open.length === 0) return null;
        return (
          <>
            {heading !== '' && <h2>{heading}</h2>}
            <ul>
              {open.map((place) => (
                <Item key={place.path} place={place} frame={frame} here={here} />
              ))}
            </ul>
          </>
        );
      })}
    </nav>
  );
}

function Item({ place, frame, here }: { place: Place; frame: Frame; here: string }): VNode {
  const { path, label, icon } = place;
  return (
    <li>
      <a href={address(path, frame.store)} aria-current={path === here ? 'page' : undefined}>
        <Icon name={icon} />
        {label}
        <Needing count={frame.needing[path] ?? 0} isDanger={path === ''} />
      </a>
    </li>
  );
}

function Needing({ count, isDanger }: { count: number; isDanger: boolean }): VNode | null {
  if (count === 0) return null;
  return (
    <span class={isDanger ? 'count danger' : 'count'}>
      {count}
      <span class="hide"> need you</span>
    </span>
  );
}

const MOST_STORES = 20;

/** Those of the person; where there are many, the page of all stores has the rest, and a search. */
function StoreSwitch({ frame }: { frame: Frame }): VNode | null {
  const { stores, store, host } = frame;
  if (store === '') return null;
  const mayList = frame.may[Right.Settings];
  return (
    <details class="menu switch">
      <summary class="b">
        <span>
          {store}
          <small>{host}</small>
        </span>
        <Icon name="down" />
        <span class="hide">Change store</span>
      </summary>
      <div>
        <ul>
          {mayList && (
            <li>
              <a href={address('stores', store)}>
                All stores<span class="count">{stores.length}</span>
              </a>
            </li>
          )}
          {(mayList ? stores.slice(0, MOST_STORES) : stores).map((code) => (
            <li key={code}>
              <a href={address('', code)} aria-current={code === store ? 'true' : undefined}>
                {code}
              </a>
            </li>
          ))}
          {frame.may[Right.Administer] && (
            <li>
              <a href={address('stores/new', store)}>
                <Icon name="plus" />
                Connect a store
              </a>
            </li>
          )}
        </ul>
      </div>
    </details>
  );
}
