import type { EndpointChange } from './delivery-settling.repository.js';
import type { Health } from './delivery.types.js';
import { FAILURES_TO_PAUSE, givesUp, pauseAfter } from './retry-schedule.js';

const GONE = 410;

/** The health after one more try, and what it means for the endpoint's row. */
export function afterTry(
  endpointId: string,
  before: Health,
  outcome: { status: number | null; delivered: boolean },
  now: Date,
): { health: Health; change: EndpointChange } {
  if (outcome.delivered) {
    const back = before.disabled || before.failures >= FAILURES_TO_PAUSE;
    const health = { failures: 0, failingSince: null, disabled: false };
    const change = { ...base(endpointId, health), succeeded: true, enable: before.disabled, back };
    return { health, change };
  }
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? now;
  const gone = outcome.status === GONE;
  const failing = !gone && !before.disabled && givesUp(failures, failingSince, now);
  const health = { failures, failingSince, disabled: before.disabled || gone || failing };
  const disabledReason = gone ? ('GONE' as const) : failing ? ('FAILING' as const) : null;
  const change = { ...base(endpointId, health), pauseSeconds: pauseAfter(failures), disabledReason };
  return { health, change };
}

function base(id: string, { failures, failingSince }: Health): EndpointChange {
  return {
    id,
    failures,
    failingSince,
    pauseSeconds: 0,
    disabledReason: null,
    enable: false,
    succeeded: false,
    back: false,
  };
}
