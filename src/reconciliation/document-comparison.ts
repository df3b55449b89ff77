import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import { ORDERS_AT_ONCE } from '../magento/sales-documents.client.js';
import type { MagentoDocument, MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { StoreContext } from '../stores/stores.service.js';
import { earlierFindings, keyOf, openOperations } from './broken-promises.repository.js';
import {
  doubledComments,
  doubledCreditMemos,
  doubledInvoices,
  doubledShipments,
  markersIn,
  notRecorded,
} from './doubles.js';
import { DocumentLists, type ListedDocuments } from './document-lists.js';
import { documentsOf, ordersWithDocuments, type OurDocuments } from './our-orders.read-model.js';
import { holdLease } from './held-comparisons.repository.js';
import { addDifferences } from './reconciliations.repository.js';
import {
  type Difference,
  DifferenceKind,
  type DocumentKind,
  isBrokenPromise,
} from './reconciliation.types.js';

export interface Comparison {
  id: string;
  /** The token of the lease under which all is written down. */
  token: string;
  store: StoreContext;
  from: Date;
  to: Date;
  /** Called between calls to Magento; a throw ends it. */
  check: () => void;
}

/** A transaction of a comparison. @throws LeaseLostError */
export function writing<T>(
  database: DataSource,
  { id, token }: Comparison,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return database.transaction(async (manager) => {
    await holdLease(manager, id, token);
    return work(manager);
  });
}

/**
 * Compares the invoices, shipments and credit memos of our books with Magento's, by id and by marker. One marker on two documents is
 * a write with two effects; each comparison finds it again, for any range, until it is undone.
 */
@Injectable()
export class DocumentComparison {
  private readonly logger = new Logger(DocumentComparison.name);

  constructor(private readonly database: DataSource) {}

  async run(comparison: Comparison, client: MagentoClient): Promise<void> {
    const { manager } = this.database;
    const open = (await earlierFindings(manager, comparison.store.id)).filter(({ undone }) => !undone);
    const ofComments = open.filter(({ kind }) => kind === DifferenceKind.CommentDoubled);
    for (const orderCode of new Set(ofComments.map((one) => one.orderCode))) {
      comparison.check();
      await this.orderAgain(comparison, client, orderCode);
    }
    const more = [...new Set(open.map(({ orderCode }) => orderCode))];
    const lists = new DocumentLists(client, comparison.store.code, this.logger);
    const orders = await ordersWithDocuments(manager, comparison, more);
    for (let at = 0; at < orders.length; at += ORDERS_AT_ONCE) {
      comparison.check();
      const some = orders.slice(at, at + ORDERS_AT_ONCE);
      const ours = new Set(some.filter(({ isOurs }) => isOurs).map(({ code }) => code));
      const found = await this.ofOrders(
        comparison,
        lists,
        some.map(({ code }) => code),
      );
      await this.add(
        comparison,
        found.filter(({ orderCode, kind }) => ours.has(orderCode) || !ELSEWHERE.has(kind)),
      );
    }
  }

  /** Doubled comments, as the pages of orders bring them. */
  async comments(comparison: Comparison, orders: MagentoOrder[]): Promise<void> {
    const readable = orders.filter((order) => entityIdOf(order) !== undefined);
    await this.add(comparison, readable.flatMap(doubledComments));
  }

  private async orderAgain(comparison: Comparison, client: MagentoClient, orderCode: string): Promise<void> {
    try {
      await this.comments(comparison, [(await client.getOrderAsAsked(orderCode)).value]);
    } catch (error) {
      if (!(error instanceof MagentoNotFoundError)) throw error;
    }
  }

  /**
   * Many orders are read at once. What would be a write gone wrong is looked at once more, order by order: a long list is
   * no proof that a document is not there. Magento is read first: what we make meanwhile is then in our books.
   */
  private async ofOrders(
    comparison: Comparison,
    lists: DocumentLists,
    orderCodes: string[],
  ): Promise<Difference[]> {
    const listed = await lists.ofOrders(orderCodes);
    const ours = await documentsOf(this.database.manager, comparison.store.id, orderCodes);
    const found: Difference[] = [];
    for (const code of orderCodes) {
      const differences = listed && (await this.differences(ours.get(code)!, listed.get(code)!));
      if (differences?.every(({ kind }) => ELSEWHERE.has(kind))) {
        found.push(...differences);
      } else {
        comparison.check();
        found.push(...(await this.ofOrder(comparison, lists, code)));
      }
    }
    return found;
  }

  private async ofOrder(
    { store }: Comparison,
    lists: DocumentLists,
    orderCode: string,
  ): Promise<Difference[]> {
    const listed = await lists.ofOrder(orderCode);
    if (!listed) return [];
    const ours = await documentsOf(this.database.manager, store.id, [orderCode]);
    return this.differences(ours.get(orderCode)!, listed);
  }

  private async differences(ours: OurDocuments, listed: ListedDocuments): Promise<Difference[]> {
    const { order_code: orderCode } = ours;
    const { invoices, shipments, creditMemos } = listed;
    return [
      ...doubledInvoices(orderCode, invoices),
      ...doubledShipments(orderCode, shipments),
      ...doubledCreditMemos(orderCode, creditMemos ?? []),
      ...(await this.byId(orderCode, 'invoice', ours.invoices, invoices)),
      ...(await this.byId(orderCode, 'shipment', ours.shipments, shipments)),
      ...(creditMemos ? await this.byId(orderCode, 'credit memo', ours.credit_memos, creditMemos) : []),
    ];
  }

  private async byId(
    orderCode: string,
    what: DocumentKind,
    ours: string[],
    theirs: MagentoDocument[],
  ): Promise<Difference[]> {
    const ids = theirs.map(({ entity_id: id }) => String(id));
    const unknown = theirs.filter(({ entity_id: id }) => !ours.includes(String(id)));
    const marked = unknown.flatMap((one) =>
      markersIn(one.comments)
        .slice(0, 1)
        .map((marker) => ({ id: String(one.entity_id), marker })),
    );
    const twice = markersOfSeveral(theirs);
    const operations = marked.map(({ marker }) => operationOf(marker));
    const open =
      operations.length > 0 ? await openOperations(this.database.manager, operations) : new Set<string>();
    return [
      ...ours.filter((id) => !ids.includes(id)).map((id) => missing(orderCode, what, id, ids)),
      ...unknown
        .map(({ entity_id: id }) => String(id))
        .filter((id) => !marked.some((one) => one.id === id))
        .map((id) => madeElsewhere(orderCode, what, id, ours)),
      ...marked
        .filter(({ marker }) => !twice.has(marker) && !open.has(operationOf(marker)))
        .map((one) => notRecorded(orderCode, what, one)),
    ];
  }

  /** A broken promise is logged once, when it is first found; what a person says is undone is left out. */
  private async add(comparison: Comparison, differences: Difference[]): Promise<void> {
    if (differences.length === 0) return;
    const { id, store } = comparison;
    const fresh = await writing(this.database, comparison, async (manager) => {
      const earlier = differences.some(({ kind }) => isBrokenPromise(kind))
        ? await earlierFindings(manager, store.id)
        : [];
      const undone = new Set(earlier.filter((one) => one.undone).map(({ key }) => key));
      const known = new Set(earlier.map(({ key }) => key));
      await addDifferences(
        manager,
        id,
        differences.filter((one) => !undone.has(keyOf(one))),
      );
      return differences.filter((one) => isBrokenPromise(one.kind) && !known.has(keyOf(one)));
    });
    for (const { orderCode, kind, reason } of fresh) {
      this.logger.error({ store: store.code, reconciliation: id, order: orderCode, kind }, reason);
    }
  }
}

function markersOfSeveral(documents: MagentoDocument[]): Set<string> {
  const all = documents.flatMap(({ comments }) => markersIn(comments));
  return new Set(all.filter((marker, index) => all.indexOf(marker) !== index));
}

function operationOf(marker: string): string {
  return marker.slice(marker.indexOf(':') + 1);
}

const MISSING: Record<DocumentKind, DifferenceKind> = {
  invoice: DifferenceKind.InvoiceMissingInMagento,
  shipment: DifferenceKind.ShipmentMissingInMagento,
  'credit memo': DifferenceKind.CreditMemoMissingInMagento,
};
const MADE_ELSEWHERE: Record<DocumentKind, DifferenceKind> = {
  invoice: DifferenceKind.InvoiceMadeElsewhere,
  shipment: DifferenceKind.ShipmentMadeElsewhere,
  'credit memo': DifferenceKind.CreditMemoMadeElsewhere,
};

const ELSEWHERE: ReadonlySet<DifferenceKind> = new Set(Object.values(MADE_ELSEWHERE));

function missing(orderCode: string, what: DocumentKind, id: string, ids: string[]): Difference {
  return {
    orderCode,
    kind: MISSING[what],
    ours: { id },
    theirs: { ids },
    reason: `Magento no longer has ${what} ${id}: somebody deleted it there. It is not made again without an operator.`,
    repaired: false,
  };
}

function madeElsewhere(orderCode: string, what: DocumentKind, id: string, ids: string[]): Difference {
  return {
    orderCode,
    kind: MADE_ELSEWHERE[what],
    ours: { ids },
    theirs: { id },
    reason: `${what} ${id} was made in Magento by somebody else.`,
    repaired: false,
  };
}
