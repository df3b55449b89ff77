import type { EntityManager } from 'typeorm';
import { Lease, LEASE_GIVEN_BACK, leaseFree } from '../platform/jobs/lease.js';

/** A comparison that this process makes. */
export interface HeldComparison {
  id: string;
  token: string;
  storeId: number;
  from: Date;
  to: Date;
  takes: number;
}

const lease = new Lease<{ id: string; token: string }>({
  table: 'reconciliation',
  key: ['id'],
  seconds: 30,
  while: `state = 'RUNNING'`,
  of: ({ id, token }) => [id, token],
  called: ({ id }) => `comparison ${id}`,
});

/** The one that is named where an earlier release opened it, else the oldest that nobody makes. */
const NEXT = {
  where: `t.state = 'RUNNING' AND (${leaseFree('t.')} OR (t.id = $2 AND t.lease_token IS NULL))`,
  first: 'ORDER BY t.id IS NOT DISTINCT FROM $2 DESC, t.started_at LIMIT 1',
  set: 'takes = takes + 1',
  returning: `id, lease_token AS token, store_id AS "storeId", created_from AS "from", created_to AS "to", takes`,
};

/** Some comparison may be claimed by any process. */
export const COMPARISON_DUE = `EXISTS (SELECT FROM reconciliation t
    WHERE t.state = 'RUNNING' AND ${leaseFree('t.')})`;

/** @param id the one to begin with; without it any that waits */
export async function claimComparison(
  manager: EntityManager,
  id: string | null,
): Promise<HeldComparison | undefined> {
  const [held] = await lease.claim<HeldComparison>(manager, NEXT, [id]);
  return held;
}

/** @returns undefined once it is another's */
export function renewComparison(manager: EntityManager, held: HeldComparison): Promise<object | undefined> {
  return lease.renew(manager, held);
}

/** Another process goes on at once. */
export function giveBackComparison(manager: EntityManager, held: HeldComparison): Promise<void> {
  return lease.release(manager, held, 'takes = takes - 1');
}

/** @returns what it found; undefined where it is another's */
export function closeComparison(
  manager: EntityManager,
  held: HeldComparison,
  state: 'DONE' | 'FAILED',
  errorMessage: string | null,
): Promise<{ differences: number; repaired: number } | undefined> {
  return lease.writeIfHeld<{ differences: number; repaired: number }>(manager, held, {
    set: `state = $3, error_message = $4, finished_at = now(), ${LEASE_GIVEN_BACK}`,
    values: [state, errorMessage],
    returning: 'differences, repaired',
  });
}

/** At the start of each transaction of a comparison. @throws LeaseLostError where another process has it */
export async function holdLease(manager: EntityManager, id: string, token: string): Promise<void> {
  await lease.hold(manager, { id, token });
}
