import type { SetUpStep } from '../../stores/stores.service.js';

export const STEPS = ['address', 'check', 'settings', 'couriers', 'endpoints', 'clients', 'begin'] as const;
export type Step = (typeof STEPS)[number];

/** Steps that are pages of the store's set-up as well, before and after its start. */
export const PARTS = ['couriers', 'endpoints', 'clients'] as const satisfies readonly SetUpStep[];
export type Part = (typeof PARTS)[number];

export function isPart(step: Step): step is Part {
  return (PARTS as readonly Step[]).includes(step);
}
