import { Counter } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';

export const runsEnded = new Counter({
  name: 'bridge_sync_runs_total',
  help: 'Runs of streams that this process ended; outcome: done, or the error code.',
  labelNames: ['store', 'stream', 'outcome'],
  registers: [registry],
});

const ordersSeen = new Counter({
  name: 'bridge_sync_orders_total',
  help: 'Orders that runs brought; result: new, changed or unchanged.',
  labelNames: ['store', 'result'],
  registers: [registry],
});

export function measureRun(
  store: string,
  stream: string,
  counts: { new: number; changed: number; unchanged: number },
): void {
  runsEnded.inc({ store, stream, outcome: 'done' });
  ordersSeen.inc({ store, result: 'new' }, counts.new);
  ordersSeen.inc({ store, result: 'changed' }, counts.changed);
  ordersSeen.inc({ store, result: 'unchanged' }, counts.unchanged);
}
