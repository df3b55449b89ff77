import type { Right } from '../rights.js';
import type { Reader } from './format.js';

/** What every page of a signed-in person has. */
export interface Frame {
  /** Who has signed in. */
  name: string;
  /** In the store that the page is about. */
  may: Record<Right, boolean>;
  /** Store that the page is about. */
  store: string;
  /** Where its shop is. */
  host: string;
  /** What stands before the paths of its API. */
  api: string;
  stores: string[];
  /** The store that the page is about sends nothing. */
  inShadow: boolean;
  csrf: string;
  reader: Reader;
  /** What needs somebody, by place in the navigation. */
  needing: Record<string, number>;
  /** What the last action did. */
  notice?: string;
}
