import type {
  MagentoCreditMemo,
  MagentoInvoice,
  MagentoOrder,
  MagentoShipment,
} from '../magento/magento.types.js';
import { type Difference, DifferenceKind, type DocumentKind } from './reconciliation.types.js';

/** What this service writes into the comment of each document, and of each acknowledgement, with its operation's id. */
const MARKER = /increff-(?:op|ack):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const CANCELLED = 3;

/** Fields that only say whether an invoice still counts (Magento's InvoiceInterface). */
interface Invoice extends MagentoInvoice {
  base_grand_total?: number | null;
  base_total_refunded?: number | null;
}

/** A document or comment with a marker of ours. */
interface Marked {
  id: string;
  markers: string[];
}

export interface Double {
  marker: string;
  ids: string[];
}

/**
 * Entries of a list as a shop shows it: a module may make an object of it, as PHP does of a list with gaps, and leave
 * entries that are none.
 */
function entriesOf(list: unknown): Record<string, unknown>[] {
  if (typeof list !== 'object' || list === null) return [];
  return Object.values(list).filter(
    (entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
  );
}

export function markersIn(comments: unknown): string[] {
  const texts = entriesOf(comments).map(({ comment }) => comment);
  return [...new Set(texts.flatMap((text) => (typeof text === 'string' ? (text.match(MARKER) ?? []) : [])))];
}

/** Markers that are on two or more, with the ids in the order in which Magento made them. */
function doublesOf(all: Marked[]): Double[] {
  const byMarker = new Map<string, Set<string>>();
  for (const { id, markers } of all) {
    for (const marker of markers) byMarker.set(marker, (byMarker.get(marker) ?? new Set()).add(id));
  }
  return [...byMarker]
    .filter(([, ids]) => ids.size > 1)
    .map(([marker, ids]) => ({ marker, ids: [...ids].sort(byNumber) }));
}

/** As numbers, where they are: a longer one is greater. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function marked(document: { entity_id: number; comments?: unknown }): Marked {
  return { id: String(document.entity_id), markers: markersIn(document.comments) };
}

/** Invoices that count: one that is cancelled or refunded in full has been undone. */
export function doubledInvoices(orderCode: string, invoices: MagentoInvoice[]): Difference[] {
  return doublesOf(invoices.filter((one) => !isUndone(one)).map(marked)).map((double) =>
    difference(
      orderCode,
      DifferenceKind.InvoiceDoubled,
      double,
      `Invoices ${inWords(double)} carry the same marker: one request of Increff was invoiced ${times(double)}. ` +
        `Refund the later (${later(double)}) in Magento by a credit memo of its own invoice, without returning stock, ` +
        'and look whether the customer was charged twice. The next comparison sees the refund.',
    ),
  );
}

export function doubledShipments(orderCode: string, shipments: MagentoShipment[]): Difference[] {
  return doublesOf(shipments.map(marked)).map((double) =>
    difference(
      orderCode,
      DifferenceKind.ShipmentDoubled,
      double,
      `Shipments ${inWords(double)} carry the same marker: one parcel was shipped ${times(double)} in Magento. Magento has ` +
        `no way to take a shipment back. Look which one has the tracks; correct the stock that the later (${later(double)}) ` +
        'took, and the quantities shipped, in Magento; tell the customer if a second mail went out. Then say here that it is undone.',
    ),
  );
}

/** Credit memos that count: one that is cancelled has been undone. */
export function doubledCreditMemos(orderCode: string, memos: MagentoCreditMemo[]): Difference[] {
  return doublesOf(memos.filter(({ state }) => state !== CANCELLED).map(marked)).map((double) =>
    difference(
      orderCode,
      DifferenceKind.CreditMemoDoubled,
      double,
      `Credit memos ${inWords(double)} carry the same marker: one refund was booked ${times(double)}. Magento has no way to ` +
        `take a credit memo back. Look whether the customer got the money of the later (${later(double)}) too, and ask for it ` +
        'back or charge it; correct the stock that it returned. Then say here that it is undone.',
    ),
  );
}

/** Two comments of one acknowledgement. */
export function doubledComments(order: MagentoOrder): Difference[] {
  const entries = entriesOf(order.status_histories).map((entry, index) => {
    const { entity_id: id } = entry;
    const named = typeof id === 'number' || typeof id === 'string';
    return { id: String(named ? id : index), markers: markersIn([entry]) };
  });
  return doublesOf(entries).map((double) =>
    difference(
      String(order.entity_id),
      DifferenceKind.CommentDoubled,
      double,
      `Comments ${inWords(double)} of the order carry the same marker: one acknowledgement was written ${times(double)}. ` +
        'It does no harm by itself, but no write may have two effects. Look whether the status is right, then say here that it is undone.',
    ),
  );
}

const NOT_RECORDED: Record<DocumentKind, DifferenceKind> = {
  invoice: DifferenceKind.InvoiceNotRecorded,
  shipment: DifferenceKind.ShipmentNotRecorded,
  'credit memo': DifferenceKind.CreditMemoNotRecorded,
};

/** A document with our marker that our books do not have: it was made by us, also where its operation says otherwise. */
export function notRecorded(
  orderCode: string,
  what: DocumentKind,
  document: { id: string; marker: string },
): Difference {
  const kind = NOT_RECORDED[what];
  return {
    orderCode,
    kind,
    ours: null,
    theirs: document,
    reason:
      `Magento has ${what} ${document.id} with our marker ${document.marker}, but our books do not have it: the write had ` +
      'an effect that this service does not know of. Look at its operation; whether Increff heard otherwise decides what to undo.',
    repaired: false,
  };
}

function difference(orderCode: string, kind: DifferenceKind, double: Double, reason: string): Difference {
  return { orderCode, kind, ours: null, theirs: double, reason, repaired: false };
}

function isUndone(invoice: Invoice): boolean {
  const { base_grand_total: total, base_total_refunded: refunded } = invoice;
  return invoice.state === CANCELLED || (!!total && !!refunded && refunded >= total);
}

function inWords({ ids }: Double): string {
  return `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}

function later({ ids }: Double): string {
  return ids.slice(1).join(', ');
}

function times({ ids }: Double): string {
  return ids.length === 2 ? 'twice' : `${ids.length} times`;
}
