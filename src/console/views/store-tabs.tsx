import type { VNode } from 'preact';
import { address } from './cells.js';

const TABS: [string, string][] = [
  ['store', 'Connection'],
  ['store/settings', 'Settings'],
];

/** The pages about one store's set-up. */
export function StoreTabs({ store, here }: { store: string; here: string }): VNode {
  return (
    <nav class="tabs" aria-label="Set-up of the store">
      {TABS.map(([path, label]) => (
        <a key={path} href={address(path, store)} aria-current={path === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
