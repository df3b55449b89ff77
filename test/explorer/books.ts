import { ANSWER_LOST } from '../../src/orders/cancel.operation.js';
import type { Order } from '../sandbox/magento-order.js';
import type { World } from './world.js';

/** A row of the ledger, as far as it is judged. */
export interface Entry {
  id: string;
  /** entity_id of the order. */
  order: number;
  kind: string;
  key: string;
  state: string;
  outcome: string | null;
  detail: string | null;
  code: string | null;
  enqueued: boolean;
  parcel: string | null;
  created: Date;
  settled: Date | null;
}

/** A comment or document in the shop. */
export interface Effect {
  order: number;
  /** A void is a comment on a shipment. */
  what: 'comment' | 'invoice' | 'shipment' | 'credit memo' | 'void';
  entityId: number;
  /** The operation whose marker it carries. */
  operation: string | undefined;
}

const MAKES: Record<Effect['what'], string[]> = {
  comment: ['ACKNOWLEDGE'],
  invoice: ['INVOICE'],
  shipment: ['SHIPMENT', 'HANDOVER'],
  'credit memo': ['REFUND'],
  void: ['VOID'],
};

/** All comments and documents of these orders, with our marker or without one. */
export function effectsIn({ sandbox }: World, orders: number[]): Effect[] {
  const { invoices, shipments, creditMemos } = sandbox.store;
  return orders.flatMap((id) => {
    const { order } = sandbox.store.orders.get(id)!;
    const isOfOrder = (one: { order_id: number }): boolean => one.order_id === id;
    return [
      ...commentsOf(order),
      ...invoices.filter(isOfOrder).flatMap((one) => effectsOf('invoice', one)),
      ...shipments.filter(isOfOrder).flatMap((one) => effectsOf('shipment', one)),
      ...creditMemos.filter(isOfOrder).flatMap((one) => effectsOf('credit memo', one)),
    ];
  });
}

function commentsOf(order: Order): Effect[] {
  // Magento itself notes each credit memo there.
  const written = order.status_histories.filter(({ entity_name }) => entity_name !== 'creditmemo');
  return written.map(({ entity_id, comment }) => ({
    order: order.entity_id,
    what: 'comment',
    entityId: entity_id,
    operation: operationIn(comment),
  }));
}

/** One for each operation that has marked it; one for none. */
function effectsOf(
  what: Exclude<Effect['what'], 'comment'>,
  document: { entity_id: number; order_id: number; comments?: unknown },
): Effect[] {
  const { entity_id, order_id } = document;
  const comments = document.comments as { comment?: string | null }[];
  const isVoid = ({ comment }: { comment?: string | null }): boolean =>
    /^Parcel made void/.test(comment ?? '');
  const markedIn = (some: typeof comments): string[] =>
    some.map(({ comment }) => operationIn(comment)).filter((id) => id !== undefined);
  const marked = markedIn(comments.filter((comment) => !isVoid(comment)));
  const operations = marked.length === 0 ? [undefined] : marked;
  return [
    ...operations.map((operation) => ({ order: order_id, what, entityId: entity_id, operation })),
    ...markedIn(comments.filter(isVoid)).map((operation) => ({
      order: order_id,
      what: 'void' as const,
      entityId: entity_id,
      operation,
    })),
  ];
}

function operationIn(text: string | null | undefined): string | undefined {
  return /increff-(?:ack|op):([0-9a-f-]{36})/.exec(text ?? '')?.[1];
}

/** Each effect must have its entry in the ledger, except what the shop side of the schedule made itself. */
export function judgeEffects(effects: Effect[], entries: Entry[], shopsOwn: ReadonlySet<number>): string[] {
  return effects.flatMap(({ order, what, entityId, operation }) => {
    const name = `${what} ${entityId} of order ${order}`;
    if (operation === undefined) {
      const isShops = what === 'shipment' && shopsOwn.has(entityId);
      return isShops ? [] : [`${name} carries no marker, and the shop did not make it`];
    }
    const entry = entries.find(({ id }) => id === operation);
    if (!entry) return [`${name} is of ${operation}, which is not in the ledger`];
    return entry.order === order && MAKES[what].includes(entry.kind)
      ? []
      : [`${name} carries the marker of a ${entry.kind} of order ${entry.order}`];
  });
}

/**
 * Cancellations and tracks carry no marker: they are counted, order by order. Where an administrator cancelled the order
 * while ours was in doubt, nobody can tell the two apart, and ours must say so.
 */
export function judgeCounts(
  { sandbox }: World,
  orders: number[],
  done: Entry[],
  cancelledByShop: ReadonlySet<number>,
): string[] {
  return orders.flatMap((order) => {
    const { cancellations, tracks, removedTracks } = sandbox.store.book(order);
    const of = (kind: string): Entry[] =>
      done.filter((entry) => entry.kind === kind && entry.order === order);
    const ours = of('CANCEL').filter(
      ({ detail }) => !(cancelledByShop.has(order) && detail === ANSWER_LOST && cancellations === 0),
    ).length;
    return [
      ...(cancellations === ours
        ? []
        : [`the shop was made to cancel ${cancellations} times, the ledger says ${ours}`]),
      ...(tracks === of('TRACK').length
        ? []
        : [`the shop was given ${tracks} tracks, the ledger says ${of('TRACK').length}`]),
      ...(removedTracks === of('REMOVE_TRACK').length
        ? []
        : [`the shop lost ${removedTracks} tracks, the ledger says ${of('REMOVE_TRACK').length}`]),
    ];
  });
}

/** Quantities that nobody sent, and quantities of SKUs that nobody named. */
export function judgeQuantities({ sandbox }: World, sku: string, sent: number[]): string[] {
  const { books } = sandbox.store.stock;
  const written = books.get(sku.toLowerCase())?.quantities ?? [];
  const strange = written.filter((quantity) => !sent.includes(quantity));
  const strays = [...books.keys()].filter((key) => !/^e-\d+$/.test(key));
  return [
    ...strange.map((quantity) => `${sku} was set to ${quantity}, which nobody sent`),
    ...strays.map((key) => `the shop was given stock of ${key}, which nobody sent`),
  ];
}
