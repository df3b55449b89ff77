import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { many } from '../platform/text/many.js';
import { failingPushes, untakenPushes } from './store-check.read-model.js';

/** Pushes wait for their endpoint for ever: nothing is lost, but nobody would see it. */
export async function checkEndpoints(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const untaken = await untakenPushes(manager, storeId);
  const failing = await failingPushes(manager, storeId);
  if (untaken.length + failing.length === 0) return ok('endpoints', 'No push waits for an endpoint.');
  const words = [
    ...untaken.map(({ kind, waiting }) => `${kind} has no enabled endpoint (${waiting} wait).`),
    ...(untaken.length > 0
      ? ['Set it or enable it: waiting deliveries go out then. Push mode needs INCREFF.']
      : []),
    ...failing.map(
      ({ kind, waiting, error }) =>
        `${kind}: ${many(waiting, 'push waits', 'pushes wait')} after a failed try (${error}).`,
    ),
  ];
  return warning('endpoints', words.join(' '));
}
