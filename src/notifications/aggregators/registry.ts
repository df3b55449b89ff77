import type { Aggregator } from './aggregator.js';
import { CLICKPOST } from './clickpost/clickpost.js';
import { ESHIPZ } from './eshipz/eshipz.js';
import { SHIPROCKET } from './shiprocket/shiprocket.js';
import { SHIPWAY } from './shipway/shipway.js';

/** All there are. Routes, keys, settings and Swagger follow from this list. */
export const AGGREGATORS: readonly Aggregator[] = [CLICKPOST, SHIPROCKET, SHIPWAY, ESHIPZ];

for (const property of ['name', 'path', 'keyName'] as const) {
  const values = AGGREGATORS.map((aggregator) => aggregator[property]);
  if (new Set(values).size < values.length) {
    throw new Error(`Two aggregators have the same ${property}: ${values.join(', ')}`);
  }
}

export function aggregatorNamed(name: string | null): Aggregator | undefined {
  return AGGREGATORS.find((aggregator) => aggregator.name === name);
}
