import type { Answer } from './replica.js';
import type { Schedule, WriteStep } from './schedule.js';
import type { Trouble } from './shop-faults.js';

/** What the callers of one schedule were answered, and what they did. */
export interface Played {
  number: number;
  schedule: Schedule;
  /** entity_ids of all its orders. */
  orders: number[];
  sku: string;
  /** Shipments that were made without us. */
  shopsOwn: Set<number>;
  /** Orders that an administrator cancelled. */
  cancelledByShop: Set<number>;
  trouble: Trouble;
  /** Answers that name an operation. */
  answers: { step: WriteStep; answer: Answer }[];
  /** AWBs of the events, in the order in which they were accepted, as far as there is one. */
  events: { awb: string; accepted: boolean; beside: boolean }[];
  /** Returns, and whether the result of their check was accepted for sure. */
  returns: { code: string; accepted: boolean }[];
  /** Values that were sent, and whether each was accepted for sure. */
  stock: { quantity: number; accepted: boolean; beside: boolean }[];
}

export function storeOf({ schedule }: Played): string {
  return `s${schedule.store}`;
}
