import type { VNode } from 'preact';
import { Icon } from './icons.js';

interface FindProps {
  store: string;
  /** Path of the page that answers, and what it searches. */
  action: string;
  what: string;
  /** What may be typed. */
  placeholder: string;
  /** What was searched for. */
  value?: string;
  /** The key that leads here; such a search wants words. */
  shortcut?: string;
}

/** A field that searches. */
export function Find({ store, action, what, placeholder, value, shortcut }: FindProps): VNode {
  return (
    <form class="find" role="search" aria-label={what} method="get" action={action}>
      <Icon name="search" />
      <input type="hidden" name="store" value={store} />
      <input
        type="search"
        name="q"
        value={value}
        aria-label={`Search ${what.toLowerCase()}`}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        maxLength={255}
        required={shortcut !== undefined}
      />
      {shortcut !== undefined && <kbd>{shortcut}</kbd>}
    </form>
  );
}
