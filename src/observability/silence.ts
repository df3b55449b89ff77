import type { OrderFlow } from './silence.read-model.js';

export interface Silence extends OrderFlow {
  since: string;
}

/** So many orders usually and none now: by chance that happens to fewer than one in a hundred windows (e⁻⁵). */
const SURELY_SOME = 5;

/** Stores that usually send orders at this hour and do not, one line each: the shortest window that proves it. */
export function silencesOf(flows: OrderFlow[]): Silence[] {
  const found = new Map<string, Silence>();
  for (const flow of flows) {
    const proves = !flow.paused && flow.recent === 0 && flow.usual >= SURELY_SOME;
    if (proves && !found.has(flow.storeCode)) {
      found.set(flow.storeCode, { ...flow, since: `no order for ${flow.hours} h` });
    }
  }
  return [...found.values()];
}
