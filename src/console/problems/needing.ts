import type { Problem } from './problems.read-model.js';

/** Where in the navigation each kind is shown. */
export const PLACES: Record<Problem['kind'], string> = {
  reads: 'runs',
  endpoint: 'deliveries',
  deliveries: 'deliveries',
  writes: 'operations',
  held: 'orders',
  late: 'orders',
  parked: 'parked',
  stock: 'drift',
  events: 'events',
};

/** How many rows need somebody, by place in the navigation; of the first page, how many problems. */
export function needingOf(problems: Problem[]): Record<string, number> {
  const needing: Record<string, number> = { '': problems.length };
  for (const { kind, count } of problems) {
    // What fails is one thing, however many reads it stops.
    const of = kind === 'reads' || kind === 'endpoint' ? 1 : count;
    needing[PLACES[kind]] = (needing[PLACES[kind]] ?? 0) + of;
  }
  return needing;
}
