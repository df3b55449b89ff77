import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { address } from './cells.js';
import type { Frame } from './frame.js';

const TABS: [string, string][] = [
  ['store', 'Connection'],
  ['store/settings', 'Settings'],
];

/** Who administers may set them. */
const MORE: [string, string][] = [
  ['store/couriers', 'Couriers'],
  ['store/endpoints', 'Endpoints'],
  ['store/clients', 'Clients'],
];

/** The pages about one store's set-up. */
export function StoreTabs({ store, here, frame }: { store: string; here: string; frame: Frame }): VNode {
  return (
    <nav class="tabs" aria-label="Set-up of the store">
      {[...TABS, ...(frame.may[Right.Administer] ? MORE : [])].map(([path, label]) => (
        <a key={path} href={address(path, store)} aria-current={path === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
