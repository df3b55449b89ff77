import { Histogram } from 'prom-client';
import { registry } from '../platform/metrics/registry.js';
import { MagentoError } from './magento.errors.js';

const callSeconds = new Histogram({
  name: 'bridge_magento_call_seconds',
  help: "Calls to Magento, token renewals included. outcome: ok, or the error's code.",
  labelNames: ['store', 'method', 'outcome'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60],
  registers: [registry],
});

/** Times one call, good or bad. */
export async function measured<T>(storeCode: string, method: string, call: () => Promise<T>): Promise<T> {
  const stop = callSeconds.startTimer({ store: storeCode, method });
  try {
    const answer = await call();
    stop({ outcome: 'ok' });
    return answer;
  } catch (error) {
    stop({ outcome: error instanceof MagentoError ? error.code : 'error' });
    throw error;
  }
}
