import type { Problem, ProblemKind } from './problems.read-model.js';

/** Where in the navigation each kind is shown. */
export const PLACES: Record<ProblemKind, string> = {
  reads: 'runs',
  endpoint: 'deliveries',
  deliveries: 'deliveries',
  writes: 'operations',
  held: 'orders',
  late: 'orders',
  parked: 'parked',
  stock: 'drift',
  events: 'events',
  alerts: 'alerts',
};

/** How many rows need somebody, by place in the navigation; of the first page, how many problems. Ignored ones are counted on the first page only. */
export function needingOf(all: Problem[]): Record<string, number> {
  const problems = all.filter(({ ignored }) => !ignored);
  const needing: Record<string, number> = { '': problems.length };
  for (const { kind, count } of problems) {
    // What fails is one thing, however many reads it stops.
    const of = kind === 'reads' || kind === 'endpoint' ? 1 : count;
    needing[PLACES[kind]] = (needing[PLACES[kind]] ?? 0) + of;
  }
  return needing;
}
