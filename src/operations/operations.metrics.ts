import { Counter, Histogram } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';

export const operationsEnded = new Counter({
  name: 'bridge_operations_total',
  help: 'Writes to Magento that this process settled (outcome) or put off (outcome UNKNOWN or FAILED).',
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
