import { Histogram } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';
import type { ClaimedDelivery, SendResult } from './delivery.types.js';
import { time } from '../platform/time/time.js';

const deliveryTrySeconds = new Histogram({
  name: 'bridge_delivery_try_seconds',
  help: 'Tries of deliveries; outcome: delivered, refused (an answer that is not 2xx) or failed (none).',
  labelNames: ['kind', 'outcome'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10, 15],
  registers: [registry],
});

const deliverySeconds = new Histogram({
  name: 'bridge_delivery_seconds',
  help: 'From the event accepted to its delivery.',
  labelNames: ['kind'],
  buckets: [0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 3600, 86400],
  registers: [registry],
});

export function measureTry(
  { kind, createdAt }: ClaimedDelivery,
  { status, error, durationMs }: SendResult,
): void {
  const outcome = error === undefined ? 'delivered' : status === null ? 'failed' : 'refused';
  deliveryTrySeconds.observe({ kind, outcome }, durationMs / 1000);
  if (outcome === 'delivered') deliverySeconds.observe({ kind }, (time.now() - createdAt.getTime()) / 1000);
}
