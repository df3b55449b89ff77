import { Counter, Histogram } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';

export const operationsEnded = new Counter({
  name: 'bridge_operations_total',
  help: 'Tries of writes to Magento by this process: the outcome of one that settled, UNKNOWN of one left in doubt, FAILED of one that changed nothing; one write may count several tries.',
  labelNames: ['store', 'kind', 'outcome'],
  registers: [registry],
});

export const operationSeconds = new Histogram({
  name: 'bridge_operation_seconds',
  help: 'From the claim of a write to its settlement.',
  labelNames: ['kind'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
  registers: [registry],
});
