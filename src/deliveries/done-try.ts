import type { Unsent } from './delivery-claims.repository.js';
import type { SettledTry, VersionedChange } from './delivery-settling.repository.js';
import type { ClaimedDelivery, Health, SendResult } from './delivery.types.js';
import { afterTry } from './endpoint-health.js';
import { delayAfter } from './retry-schedule.js';
import { time } from '../platform/time/time.js';

/** A try that has ended and is to be written down. */
export interface Done {
  delivery: ClaimedDelivery;
  result: SendResult;
  /** What it means for the endpoint. */
  change?: VersionedChange;
  /** An attempt to write it down had no answer. */
  again: boolean;
  givenBack?: boolean;
}

/** How endpoints do, as this process sees it. Another one may have paused, disabled or repaired them since. */
export class KnownEndpoints {
  private readonly known = new Map<string, Health & { version: string }>();

  /** @param busy tries under way: while there are any, they know better than the row, unless that was changed */
  learn(claimed: ClaimedDelivery[], busy: ReadonlyMap<string, number>): void {
    for (const { endpointId, endpointVersion, health } of claimed) {
      const known = this.known.get(endpointId);
      if (known?.version === endpointVersion && busy.has(endpointId)) continue;
      this.known.set(endpointId, { ...health, version: endpointVersion });
    }
  }

  /** Says what a try means for its endpoint. */
  judge(done: Done): void {
    const { delivery, result } = done;
    const { endpointId, endpointVersion: version } = delivery;
    const before = this.known.get(endpointId);
    if (result.shadowed || result.unsentForSeconds !== undefined || before?.version !== version) return;
    const delivered = result.error === undefined;
    const { health, change } = afterTry(
      endpointId,
      before,
      { status: result.status, delivered },
      time.date(),
    );
    this.known.set(endpointId, { ...health, version });
    const steady = delivered && before.failures === 0 && !before.disabled;
    if (!steady) done.change = { ...change, version };
  }
}

/** One change for each endpoint, in the order of their ids. */
export function mergeChanges(batch: Done[]): VersionedChange[] {
  const changes = new Map<string, VersionedChange>();
  for (const { change } of batch) {
    if (!change) continue;
    const known = changes.get(change.id);
    const earlier = known?.version === change.version ? known : undefined;
    changes.set(change.id, {
      ...change,
      disabledReason: change.disabledReason ?? earlier?.disabledReason ?? null,
      back: change.back || (earlier?.back ?? false),
    });
  }
  return [...changes.values()].sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
}

export function toTry({ delivery, result, again }: Done): SettledTry {
  const wait =
    result.error === undefined ? 0 : delayAfter(delivery.round, Math.random(), result.retryAfterSeconds);
  const state = result.shadowed ? 'SHADOWED' : stateAfter(result, wait);
  const { id, token, storeId, kind, orderCode, endpointId, endpointVersion, attempts } = delivery;
  const { at, durationMs, status, request } = result;
  return {
    ...{ id, token, storeId, kind, orderCode, endpointId, endpointVersion, attempts },
    ...{ at, durationMs, status, request, again, state },
    waitSeconds: state === 'PENDING' ? wait : undefined,
    error: result.error === undefined ? undefined : storable(result.error),
    response: result.response === undefined ? undefined : storable(result.response),
  };
}

function stateAfter({ error }: SendResult, wait: number | undefined): SettledTry['state'] {
  if (error === undefined) return 'DELIVERED';
  return wait === undefined ? 'DEAD' : 'PENDING';
}

export function toUnsent({ delivery: { id, token }, result }: Done): Unsent {
  const waitSeconds = result.unsentForSeconds ?? 0;
  return { id, token, waitSeconds, error: waitSeconds > 0 ? storable(result.error ?? '') : null };
}

/** PostgreSQL takes neither NUL nor half a surrogate pair; a text with one would keep its whole batch from being stored. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
