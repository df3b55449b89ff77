import { NotificationType } from '../../notification-types.js';
import { isGrave } from '../grave-types.js';
import { type Fields, labelOf, numberOf } from '../webhook-fields.js';
import {
  type Meaning,
  RETURN_DELIVERED,
  RETURN_PICKED_UP,
  SAFE_NUMBER,
  SHIPROCKET_LABELS,
  SHIPROCKET_ORDER_STATUSES,
  SHIPROCKET_RETURN_STATUSES,
  SHIPROCKET_SHIPMENT_STATUSES,
  SHIPROCKET_UNSURE,
} from './shiprocket.mapping.js';

/** A label and a number that say the same in two ways: of the order, or of the shipment. */
export interface Pair {
  label: string | null;
  number: number | null;
  /** Null: void, or without a type. */
  meaning: Meaning;
}

export interface Pairs {
  order: Pair | null;
  shipment: Pair | null;
}

/** @returns each pair that the body has; null for one that is absent */
export function pairsOf(fields: Fields): Pairs {
  return {
    order: pairOf(fields['current_status'], fields['current_status_id'], SHIPROCKET_ORDER_STATUSES),
    shipment: pairOf(
      fields['shipment_status'],
      fields['shipment_status_id'],
      SHIPROCKET_SHIPMENT_STATUSES,
      SHIPROCKET_UNSURE,
    ),
  };
}

/** The notification type, or null. Rules and their reasons: aggregators.md 1.4. */
export function typeOf(pairs: Pairs, isReturn: boolean, tellsPickedUp: boolean): string | null {
  if (isReturn) return typeOfReturn(pairs, tellsPickedUp);
  if (speaksOfReturn(pairs)) return null;
  const type = (pairs.shipment ?? pairs.order)?.meaning ?? null;
  return contradictsItself(pairs) ? null : type;
}

/** Only what three fields agree on. Forward words above all are not to be trusted of a return. */
function typeOfReturn({ order, shipment }: Pairs, tellsPickedUp: boolean): string | null {
  const says = (inOrder: Meaning, inShipment: Meaning): boolean =>
    order?.meaning === inOrder && shipment?.meaning === inShipment;
  if (says(RETURN_DELIVERED, NotificationType.Delivered)) return NotificationType.Delivered;
  if (tellsPickedUp && says(RETURN_PICKED_UP, NotificationType.PickedUp)) {
    return NotificationType.ReturnPickedUp;
  }
  return null;
}

/** Something grave needs both pairs, or one with its label. */
function contradictsItself({ order, shipment }: Pairs): boolean {
  const pairs = [order, shipment].filter((pair) => pair !== null);
  const grave = pairs.find(({ meaning }) => meaning !== null && isGrave(meaning));
  if (!grave) return false;
  if (pairs.some(({ meaning }) => meaning !== grave.meaning)) return true;
  return pairs.length === 1 && grave.label === null && grave.number !== SAFE_NUMBER;
}

function speaksOfReturn({ order, shipment }: Pairs): boolean {
  const labels = [order?.label, shipment?.label];
  if (labels.some((label) => label?.startsWith('RETURN '))) return true;
  return order?.number != null && SHIPROCKET_RETURN_STATUSES.has(order.number);
}

function pairOf(
  labelValue: unknown,
  numberValue: unknown,
  numbers: Readonly<Record<number, Meaning>>,
  unsure?: ReadonlySet<number>,
): Pair | null {
  const label = labelOf(labelValue);
  const number = numberOf(numberValue);
  if (label === null && number === null) return null;
  const byLabel = label === null ? null : own(SHIPROCKET_LABELS, label);
  const byNumber = number === null ? null : own(numbers, number);
  if (number === null) return { label, number, meaning: byLabel };
  if (label === null) return { label, number, meaning: unsure?.has(number) ? null : byNumber };
  return { label, number, meaning: byLabel === byNumber ? byLabel : null };
}

/** The whole label, never a part: UNDELIVERED contains DELIVERED. */
function own(table: Readonly<Record<string | number, Meaning>>, key: string | number): Meaning {
  return Object.hasOwn(table, key) ? table[key]! : null;
}
