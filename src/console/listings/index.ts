import { deliveries } from './deliveries.js';
import { differences } from './differences.js';
import { drift } from './drift.js';
import { events } from './events.js';
import type { Listing } from './listing.js';
import { operations } from './operations.js';
import { orders } from './orders.js';
import { parked } from './parked.js';
import { reconciliations } from './reconciliations.js';
import { returns } from './returns.js';
import { runs } from './runs.js';

/** By their place in the address, in the order of the menu. */
export const LISTINGS: Record<string, Listing> = {
  orders,
  operations,
  deliveries,
  events,
  runs,
  returns,
  drift,
  reconciliations,
  differences,
  parked,
};

export function listingAt(path: string): Listing | undefined {
  return Object.hasOwn(LISTINGS, path) ? LISTINGS[path] : undefined;
}
