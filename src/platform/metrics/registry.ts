import { collectDefaultMetrics, Registry } from 'prom-client';

/** Metrics of this process. Names begin with `bridge_`; labels have few values: codes of stores, kinds, states, routes. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });
