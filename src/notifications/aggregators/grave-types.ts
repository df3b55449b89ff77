import { NotificationType as T } from '../notification-types.js';

/** What the merchant refunds, resends or closes an order by. Passed on only if nothing in the body speaks against it. */
const GRAVE = new Set<string>([
  T.Delivered,
  T.PartialDelivered,
  T.Cancelled,
  T.CancellationRequested,
  T.Rto,
  T.RtoDelivered,
  T.RtoAcknowledged,
  T.Lost,
  T.Damaged,
  T.Destroyed,
]);

export function isGrave(type: string): boolean {
  return GRAVE.has(type) || type.startsWith('RETURN_');
}
