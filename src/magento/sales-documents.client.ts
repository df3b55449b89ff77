import { many } from '../platform/text/many.js';
import { notThat, readDocument, readDocumentPage } from './document-list.js';
import type { MagentoCaller } from './magento-caller.js';
import type { Call } from './magento-session.js';
import type { Reading } from './reading.js';
import type {
  MagentoCreditMemo,
  MagentoDocument,
  MagentoInvoice,
  MagentoShipment,
  MagentoTrack,
  NewInvoice,
  NewRefund,
  NewShip,
  NewShipment,
  NewShipmentComment,
  NewTrack,
} from './magento.types.js';
import { compare, Condition, Direction, oneOf, SearchCriteria } from './search-criteria.js';

/** One order has few documents; more than this is read page by page. */
const PAGE = 100;
const MOST_PAGES = 50;
/** Their ids fit into an address that every web server takes, and most have one document of a kind: one page. */
export const ORDERS_AT_ONCE = 150;
/** Below the 300 that Magento allows where `webapi/validation/maximum_page_size` is switched on. */
const PAGE_OF_MANY = 200;

/** Invoices, credit memos, shipments and their tracks. Ids come quoted or bare, depending on the release. */
export class SalesDocumentsClient {
  constructor(private readonly caller: MagentoCaller) {}

  /** @returns the invoice's entity_id */
  async createInvoice(orderId: string, invoice: NewInvoice): Promise<string> {
    return idOf(await this.caller.write<unknown>(SalesDocumentsClient.invoiceCall(orderId, invoice)));
  }

  async getInvoice(invoiceId: string): Promise<MagentoInvoice> {
    const path = `/invoices/${encodeURIComponent(invoiceId)}`;
    return readDocument((await this.caller.read<MagentoInvoice>({ method: 'GET', path })).value, invoiceId);
  }

  listInvoices(orderId: string): Promise<MagentoInvoice[]> {
    return this.allOfOrder<MagentoInvoice>('/invoices', orderId);
  }

  /** Offline: the books only. @returns the credit memo's entity_id */
  async refundOrder(orderId: string, refund: NewRefund): Promise<string> {
    return idOf(await this.caller.write<unknown>(SalesDocumentsClient.refundOrderCall(orderId, refund)));
  }

  /** With `isOnline` the payment method pays the money back. @returns the credit memo's entity_id */
  async refundInvoice(invoiceId: string, refund: NewRefund): Promise<string> {
    return idOf(await this.caller.write<unknown>(SalesDocumentsClient.refundInvoiceCall(invoiceId, refund)));
  }

  async getCreditMemo(creditMemoId: string): Promise<MagentoCreditMemo> {
    const path = `/creditmemo/${encodeURIComponent(creditMemoId)}`;
    const { value } = await this.caller.read<MagentoCreditMemo>({ method: 'GET', path });
    return readDocument(value, creditMemoId);
  }

  listCreditMemos(orderId: string): Promise<MagentoCreditMemo[]> {
    return this.allOfOrder<MagentoCreditMemo>('/creditmemos', orderId);
  }

  /** POST order/{id}/ship: registers the quantities and moves the order. @returns the shipment's entity_id */
  async ship(orderId: string, ship: NewShip): Promise<string> {
    return idOf(await this.caller.write<unknown>(SalesDocumentsClient.shipCall(orderId, ship)));
  }

  /** POST shipment/: stores the document only; the order's quantities and state stay as they are. */
  createShipment(shipment: NewShipment): Promise<MagentoShipment> {
    return this.caller.write<MagentoShipment>(SalesDocumentsClient.shipmentCall(shipment));
  }

  async getShipment(shipmentId: string): Promise<Reading<MagentoShipment>> {
    const path = `/shipment/${encodeURIComponent(shipmentId)}`;
    const reading = await this.caller.read<MagentoShipment>({ method: 'GET', path });
    return { ...reading, value: readDocument(reading.value, shipmentId) };
  }

  listShipments(orderId: string): Promise<MagentoShipment[]> {
    return this.allOfOrder<MagentoShipment>('/shipments', orderId);
  }

  /** @returns the track with its entity_id */
  addTrack(track: NewTrack): Promise<MagentoTrack> {
    return this.caller.write<MagentoTrack>(SalesDocumentsClient.trackCall(track));
  }

  /** Magento answers true, whether the track was there or not (recorded exchanges 922, 923). */
  async removeTrack(trackId: string): Promise<void> {
    await this.caller.write<unknown>(SalesDocumentsClient.removeTrackCall(trackId));
  }

  async commentShipment(shipmentId: string, comment: NewShipmentComment): Promise<void> {
    await this.caller.write<unknown>(SalesDocumentsClient.shipmentCommentCall(shipmentId, comment));
  }

  /** The requests as they would be sent, for dry runs and the ledger. */
  static invoiceCall(orderId: string, invoice: NewInvoice): Call {
    return { method: 'POST', path: `/order/${encodeURIComponent(orderId)}/invoice`, body: invoice };
  }

  static refundOrderCall(orderId: string, refund: NewRefund): Call {
    return { method: 'POST', path: `/order/${encodeURIComponent(orderId)}/refund`, body: refund };
  }

  static refundInvoiceCall(invoiceId: string, refund: NewRefund): Call {
    return { method: 'POST', path: `/invoice/${encodeURIComponent(invoiceId)}/refund`, body: refund };
  }

  static shipCall(orderId: string, ship: NewShip): Call {
    return { method: 'POST', path: `/order/${encodeURIComponent(orderId)}/ship`, body: ship };
  }

  static shipmentCall(shipment: NewShipment): Call {
    return { method: 'POST', path: '/shipment/', body: { entity: shipment } };
  }

  static trackCall(track: NewTrack): Call {
    return { method: 'POST', path: '/shipment/track', body: { entity: track } };
  }

  static removeTrackCall(trackId: string): Call {
    return { method: 'DELETE', path: `/shipment/track/${encodeURIComponent(trackId)}` };
  }

  static shipmentCommentCall(shipmentId: string, comment: NewShipmentComment): Call {
    const path = `/shipment/${encodeURIComponent(shipmentId)}/comments`;
    return { method: 'POST', path, body: { entity: comment } };
  }

  /** Of these orders. @param orderIds at most `ORDERS_AT_ONCE` */
  invoicesOf(orderIds: string[]): Promise<MagentoInvoice[]> {
    return this.allOfOrders<MagentoInvoice>('/invoices', orderIds);
  }

  shipmentsOf(orderIds: string[]): Promise<MagentoShipment[]> {
    return this.allOfOrders<MagentoShipment>('/shipments', orderIds);
  }

  creditMemosOf(orderIds: string[]): Promise<MagentoCreditMemo[]> {
    return this.allOfOrders<MagentoCreditMemo>('/creditmemos', orderIds);
  }

  /** By entity_id, so that a document which is deleted meanwhile moves none to a page that was read. */
  private async allOfOrders<T extends MagentoDocument>(path: string, orderIds: string[]): Promise<T[]> {
    const asked = `documents of ${many(orderIds.length, 'order', 'orders')}`;
    const documents: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const criteria = SearchCriteria.all()
        .where(oneOf('order_id', orderIds))
        .where(compare('entity_id', Condition.GreaterThan, documents.at(-1)?.entity_id ?? 0))
        .orderBy('entity_id', Direction.Ascending)
        .pageSize(PAGE_OF_MANY);
      const { value } = await this.caller.read<unknown>({ method: 'GET', path, query: criteria.toQuery() });
      const { items, total } = readDocumentPage<T>(value, new Set(orderIds), asked);
      if (!isRising([...documents.slice(-1), ...items])) throw notThat(asked);
      documents.push(...items);
      if (items.length < PAGE_OF_MANY && items.length >= (total ?? 0)) return documents;
      if (items.length === 0) break;
    }
    throw notThat(`all ${asked}`);
  }

  /**
   * All of them, or an error. The count may be wrong and a page may be cut short: it goes on while either says that there
   * is more, and an empty page ends it.
   */
  private async allOfOrder<T extends MagentoDocument>(path: string, orderId: string): Promise<T[]> {
    const documents = new Map<number, T>();
    for (let page = 1; page <= MOST_PAGES; page++) {
      const criteria = SearchCriteria.all()
        .where(compare('order_id', Condition.Equal, orderId))
        .orderBy('entity_id', Direction.Ascending)
        .pageSize(PAGE)
        .currentPage(page);
      const { value } = await this.caller.read<unknown>({ method: 'GET', path, query: criteria.toQuery() });
      const { items, total } = readDocumentPage<T>(
        value,
        new Set([orderId]),
        `documents of order ${orderId}`,
      );
      const before = documents.size;
      for (const item of items) documents.set(item.entity_id, item);
      const counted = documents.size >= (total ?? 0);
      // Releases before 2.4 repeat the last page for ever.
      if (counted && (items.length < PAGE || documents.size === before)) return [...documents.values()];
      if (documents.size === before) break;
    }
    throw notThat(`all documents of order ${orderId}`);
  }
}

function isRising(documents: MagentoDocument[]): boolean {
  return documents.every(
    ({ entity_id: id }, i) => i === 0 || Number(id) > Number(documents[i - 1]!.entity_id),
  );
}

function idOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
