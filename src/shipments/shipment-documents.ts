import type {
  MagentoLine,
  MagentoLines,
  MagentoOrder,
  MagentoOrderItem,
  MagentoShipment,
  NewShip,
  NewShipment,
  NewTrack,
} from '../magento/magento.types.js';
import { toMagentoTime } from '../magento/magento-time.js';
import { type MadeDocument, madeDocument } from '../operations/marked-documents.js';
import { markerOf, type Operation, type OperationContext } from '../operations/operation.types.js';
import { isVirtual } from '../orders/goods.js';
import { openToInvoice, openToShip, round, rowOf, shippableRows, topRows } from '../orders/order-lines.js';
import type { ShipmentRow, StillOpen, Track } from './shipment.types.js';
import { time } from '../platform/time/time.js';

/** Magento ships in these states all that is asked for, except what it refuses itself; POST shipment/ never looks. */
const NOT_SHIPPABLE = new Set(['canceled', 'closed', 'holded', 'payment_review']);

/** Why nothing of this order may be shipped now. */
export function notShippable(order: MagentoOrder): string | undefined {
  const state = order.state ?? '';
  return NOT_SHIPPABLE.has(state) ? `The order is ${state} (${order.status ?? 'no status'}).` : undefined;
}

/**
 * What is wrong with the quantities; Magento itself would cut them, or ship them again, without a word.
 * @param packed units per row that are packed but not counted as shipped by Magento
 */
export function overShipped(
  order: MagentoOrder,
  lines: MagentoLine[],
  packed: Map<number, number>,
): string | undefined {
  const problems = lines.flatMap((line) => {
    const item = rowOf(order, line);
    if (!item) return [`item ${line.order_item_id} is not in the order`];
    const left = Math.max(0, round(openToShip(item) - (packed.get(line.order_item_id) ?? 0)));
    const name = `${item.sku ?? '?'} (item ${line.order_item_id})`;
    if (item.is_qty_decimal !== 1 && !Number.isInteger(line.qty)) {
      return [`${name} is sold in whole units, not ${line.qty}`];
    }
    return line.qty > left ? [`${name}: ${line.qty} asked for, ${left} left to ship`] : [];
  });
  return problems.length > 0 ? `More than the order has left: ${problems.join('; ')}.` : undefined;
}

/** Body of POST shipment/, field by field as the document has it: `parent_id` is the order of a track, and 0 of a comment. */
export function newShipment(
  operation: Operation,
  parcel: {
    row: ShipmentRow;
    order: MagentoOrder;
    lines: MagentoLines;
    parents?: MagentoLine[];
    weight: number;
  },
): NewShipment {
  const { row, order, lines, parents = [], weight } = parcel;
  const orderId = Number(operation.orderCode);
  const units = round(lines.reduce((sum, { qty }) => sum + qty, 0));
  const createdAt = toMagentoTime(operation.createdAt ?? time.date());
  return {
    order_id: orderId,
    created_at: createdAt,
    items: [...parents, ...lines].map((line) => ({ ...line, sku: rowOf(order, line)?.sku ?? undefined })),
    tracks: row.tracks.map((track) => ({
      ...newTrack(orderId, orderId, track, weight, units),
      created_at: createdAt,
    })),
    comments: [
      {
        comment: `${row.comment ?? 'Packed by Increff Omni.'} ${markerOf(operation)}`,
        is_customer_notified: 0,
        is_visible_on_front: 0,
        parent_id: 0,
        created_at: createdAt,
      },
    ],
    ...(row.source_code === null ? {} : { extension_attributes: { source_code: row.source_code } }),
  };
}

/** @param weight in the shop's unit */
export function newTrack(orderId: number, parentId: number, track: Track, weight = 0, units = 0): NewTrack {
  return {
    order_id: orderId,
    parent_id: parentId,
    weight,
    qty: units,
    description: '',
    track_number: track.trackNumber,
    title: track.title,
    carrier_code: track.carrierCode,
  };
}

/** Body of POST order/{id}/ship. @param lines undefined: everything that is left */
export function newShip(
  operation: Operation,
  what: { lines?: MagentoLines; tracks: Track[]; sourceCode: string | null; comment: string },
): NewShip {
  return {
    ...(what.lines ? { items: what.lines } : {}),
    notify: false,
    tracks: what.tracks.map((track) => ({
      track_number: track.trackNumber,
      title: track.title,
      carrier_code: track.carrierCode,
    })),
    comment: { comment: `${what.comment} ${markerOf(operation)}`, is_visible_on_front: 0 },
    ...(what.sourceCode === null
      ? {}
      : { arguments: { extension_attributes: { source_code: what.sourceCode } } }),
  };
}

/** The shipment that a write made, by the answer or the marker. */
export function madeShipment(
  { client, operation }: OperationContext,
  answer: unknown,
): Promise<MadeDocument<MagentoShipment> | undefined> {
  return madeDocument(operation, answer, {
    byId: async (id) => (await client.documents.getShipment(id)).value,
    list: () => client.documents.listShipments(operation.orderCode),
  });
}

export function hasTracks(document: MagentoShipment, tracks: Track[]): boolean {
  const numbers = new Set((document.tracks ?? []).map((track) => track.track_number));
  return tracks.every(({ trackNumber }) => numbers.has(trackNumber));
}

export function linesOf(document: MagentoShipment): MagentoLine[] {
  return (document.items ?? []).map(({ order_item_id, qty }) => ({ order_item_id, qty }));
}

/** What keeps the order from being complete. A bundle is counted by its options: of one that is shipped apart Magento
 * counts nothing on the bundle itself. */
export function stillOpen(order: MagentoOrder): StillOpen {
  // After a partial refund rows of a complete order may show units that will never ship.
  if (order.state === 'complete') return { toInvoice: [], toShip: [] };
  const shipped = shippableRows(order).flatMap((item) =>
    item.product_type === 'bundle' ? optionsOf(order, item) : [item],
  );
  return { toInvoice: openLines(topRows(order), openToInvoice), toShip: openLines(shipped, openToShip) };
}

function optionsOf(order: MagentoOrder, bundle: MagentoOrderItem): MagentoOrderItem[] {
  return (order.items ?? []).filter((item) => item.parent_item_id === bundle.item_id && !isVirtual(item));
}

function openLines(items: MagentoOrderItem[], open: (item: MagentoOrderItem) => number): StillOpen['toShip'] {
  return items
    .map((item) => ({ orderItemCode: String(item.item_id), quantity: open(item) }))
    .filter(({ quantity }) => quantity > 0);
}

/** The same in words; undefined when the order is complete. */
export function openInWords(order: MagentoOrder): string | undefined {
  if (order.state === 'complete') return undefined;
  const { toInvoice, toShip } = stillOpen(order);
  const words = (lines: { orderItemCode: string; quantity: number }[]): string =>
    lines.map(({ orderItemCode, quantity }) => `${quantity} of item ${orderItemCode}`).join(', ');
  const reasons = [
    ...(toShip.length > 0 ? [`not shipped: ${words(toShip)}`] : []),
    ...(toInvoice.length > 0 ? [`not invoiced: ${words(toInvoice)}`] : []),
  ];
  const why = reasons.length > 0 ? reasons.join('; ') : 'Magento says no more';
  return `The order is ${order.state ?? 'without state'} (${order.status ?? 'no status'}), not complete: ${why}.`;
}
