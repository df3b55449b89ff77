import { MagentoCaller } from './magento-caller.js';
import type { MagentoConnection } from './magento-connection.js';
import { type Call, MagentoSession } from './magento-session.js';
import type { MagentoComment, MagentoOrder, MagentoStatusHistory } from './magento.types.js';
import { readDocument } from './document-list.js';
import { countOf, type OrderList, readOrderList } from './order-list.js';
import type { Reading } from './reading.js';
import { SalesDocumentsClient } from './sales-documents.client.js';
import type { SearchCriteria } from './search-criteria.js';
import { SalableClient } from './salable.client.js';
import { StockClient } from './stock.client.js';
import type { WriteFence } from './write-fence.js';

export type { Call } from './magento-session.js';
export type { Reading } from './reading.js';

/** The calls of one store. Reads are retried; a write is sent once per call. */
export class MagentoClient {
  /** Invoices, shipments and their tracks. */
  readonly documents: SalesDocumentsClient;
  /** Stock items, source items and products. */
  readonly stock: StockClient;
  readonly salable: SalableClient;
  private readonly caller: MagentoCaller;

  constructor(
    private readonly session: MagentoSession,
    caller = new MagentoCaller(session),
  ) {
    this.caller = caller;
    this.documents = new SalesDocumentsClient(this.caller);
    this.stock = new StockClient(this.caller);
    this.salable = new SalableClient(this.caller);
  }

  get connection(): MagentoConnection {
    return this.session.connection;
  }

  /** The same store, counting its calls from zero: for the ledger's count per operation. */
  counting(): MagentoClient {
    return new MagentoClient(this.session);
  }

  /** The same store and count; each write passes the fence right before it goes out. */
  fenced(fence: WriteFence): MagentoClient {
    return new MagentoClient(this.session, new MagentoCaller(this.session, this.caller.sent, fence));
  }

  /** Calls sent so far. */
  get callCount(): number {
    return this.caller.sent.count;
  }

  /** One page. @throws MagentoNotAListError for a 200 that is no list */
  async listOrders(criteria: SearchCriteria): Promise<Reading<OrderList>> {
    const reading = await this.caller.page<unknown>(MagentoClient.listCall(criteria));
    return { ...reading, value: readOrderList(reading.value) };
  }

  /** How many orders match, without loading one: a page far behind the end is empty and still counts. */
  async countOrders(criteria: SearchCriteria): Promise<number> {
    const beyond = criteria.pageSize(1).currentPage(1_000_000_000);
    const { value } = await this.caller.count<unknown>(MagentoClient.listCall(beyond));
    return countOf(readOrderList(value));
  }

  getOrder(entityId: string): Promise<Reading<MagentoOrder>> {
    return this.caller.read<MagentoOrder>({ method: 'GET', path: `/orders/${encodeURIComponent(entityId)}` });
  }

  /** Where a cache must not pass another order off for it. @throws MagentoProtocolError */
  async getOrderAsAsked(entityId: string): Promise<Reading<MagentoOrder>> {
    const reading = await this.getOrder(entityId);
    return { ...reading, value: readDocument(reading.value, entityId) };
  }

  /** The status code, or null: Magento writes a null scalar as `[]`. */
  async getOrderStatus(entityId: string): Promise<Reading<string | null>> {
    const reading = await this.caller.read<unknown>({
      method: 'GET',
      path: `/orders/${encodeURIComponent(entityId)}/statuses`,
    });
    return { ...reading, value: typeof reading.value === 'string' ? reading.value : null };
  }

  async getComments(entityId: string): Promise<MagentoStatusHistory[]> {
    const { value } = await this.caller.read<{ items?: MagentoStatusHistory[] | null }>({
      method: 'GET',
      path: `/orders/${encodeURIComponent(entityId)}/comments`,
    });
    return value.items ?? [];
  }

  async addComment(entityId: string, comment: MagentoComment): Promise<void> {
    await this.caller.write<boolean>(MagentoClient.commentCall(entityId, comment));
  }

  /** Magento's own word, which says little: `true` may be without effect, `false` may mean that it was so before. */
  async cancelOrder(entityId: string): Promise<boolean> {
    return (await this.caller.write<boolean>(MagentoClient.cancelCall(entityId))) === true;
  }

  private static listCall(criteria: SearchCriteria): Call {
    return { method: 'GET', path: '/orders', query: criteria.toQuery() };
  }

  /** The requests as they would be sent, for dry runs and the ledger. */
  static commentCall(entityId: string, comment: MagentoComment): Call {
    return {
      method: 'POST',
      path: `/orders/${encodeURIComponent(entityId)}/comments`,
      body: { statusHistory: comment },
    };
  }

  static cancelCall(entityId: string): Call {
    return { method: 'POST', path: `/orders/${encodeURIComponent(entityId)}/cancel` };
  }

  /** Any call, once and without retries, for the store check. The caller sees to it that it has no effect. */
  probe<T>(call: Call): Promise<Reading<T>> {
    return this.caller.probe<T>(call);
  }
}
