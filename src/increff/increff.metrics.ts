import { Counter } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';

export const changesNotPushed = new Counter({
  name: 'bridge_increff_changes_not_pushed_total',
  help: 'Changes of orders and returns that Increff has and knows no form for: a person has to tell the warehouse. change: shippingAddress, hold, lines or returnItems.',
  labelNames: ['store', 'change'],
  registers: [registry],
});
