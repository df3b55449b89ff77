import { NotificationType as T } from '../../notification-types.js';

/** Codes, events and what they become: shared/spec/aggregators.md, 2.1 to 2.4 (decision 27). */

/** `clickpost_status_code` without an event. What is not here has no type, or only together with its event. */
export const CLICKPOST_STATUSES: Readonly<Record<number, T>> = {
  4: T.PickedUp,
  6: T.OutForDelivery,
  7: T.FailedDelivery,
  8: T.Delivered,
  9: T.FailedDelivery,
  10: T.Cancelled,
  12: T.Rto,
  13: T.Rto,
  14: T.RtoDelivered,
  15: T.Rto,
  16: T.Lost,
  17: T.Damaged,
  21: T.Rto,
  25: T.OutForPickup,
  26: T.Rto,
  27: T.Rto,
  30: T.ExchangePickup,
  31: T.ExchangePickup,
  32: T.ExchangeDelivered,
  101: T.ReturnOrderPlaced,
};

/** What `notification_event_id` says, and the codes that may stand beside it. */
export interface ClickpostEvent {
  type: T;
  /** ANY: at any stage of the parcel. UNTYPED: any that says nothing by itself. */
  codes: readonly number[] | 'ANY' | 'UNTYPED';
}

/** Event 13 has no type by itself: what the document calls it is not known (setting clickpostHubType). */
export const CLICKPOST_EVENTS: Readonly<Record<number, ClickpostEvent>> = {
  1: { type: T.OutForPickup, codes: [25] },
  // 18 to 20, delays and the like, belong to the event as well, but they report no pick-up.
  2: { type: T.PickedUp, codes: [4, 5] },
  3: { type: T.OutForDelivery, codes: [6] },
  4: { type: T.FailedDelivery, codes: [7, 9] },
  5: { type: T.Delivered, codes: [8] },
  6: { type: T.Rto, codes: [12, 13, 15, 21, 26, 27] },
  9: { type: T.AwbGenerated, codes: 'UNTYPED' },
  10: { type: T.Cancelled, codes: [10] },
  11: { type: T.ReturnOrderPlaced, codes: [101] },
  12: { type: T.RtoDelivered, codes: [14] },
  14: { type: T.ExchangePickup, codes: [30, 31] },
  15: { type: T.ExchangeDelivered, codes: [32] },
  16: { type: T.PickupCancelled, codes: [3] },
  17: { type: T.ShipmentStuck, codes: 'ANY' },
  18: { type: T.SlaBreached, codes: 'ANY' },
  19: { type: T.Lost, codes: [16] },
  20: { type: T.Damaged, codes: [17] },
};

export const HUB_EVENT = 13;
export const HUB_CODE = 1004;
/** A return by themselves, with any value of `is_rvp`. */
export const RETURN_CODES: ReadonlySet<number> = new Set([101, 102]);
export const RETURN_EVENTS: ReadonlySet<number> = new Set([11, 22, 23]);
/** Journeys that a parcel goes one way only: back to its origin, and the one of an exchange. */
export const FORWARD_ONLY: ReadonlySet<number> = new Set([11, 12, 13, 14, 15, 21, 26, 27]);
export const REVERSE_ONLY: ReadonlySet<number> = new Set([30, 31, 32]);
