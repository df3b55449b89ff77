import type { Logger } from '@nestjs/common';
import { MagentoOddDocumentsError } from '../magento/document-list.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { MagentoPermissionError } from '../magento/magento.errors.js';
import type { MagentoCreditMemo, MagentoInvoice, MagentoShipment } from '../magento/magento.types.js';
import { errorWords } from '../platform/errors/app-error.js';

/** What Magento lists of one order. */
export interface ListedDocuments {
  invoices: MagentoInvoice[];
  shipments: MagentoShipment[];
  /** Undefined where the integration may not read them. */
  creditMemos: MagentoCreditMemo[] | undefined;
}

/** The documents of a store's orders in Magento, for one comparison. A list that is odd counts as none: any may be missing. */
export class DocumentLists {
  private mayReadCreditMemos = true;

  constructor(
    private readonly client: MagentoClient,
    private readonly storeCode: string,
    private readonly logger: Logger,
  ) {}

  async ofOrder(orderCode: string): Promise<ListedDocuments | undefined> {
    const { documents } = this.client;
    try {
      return {
        invoices: await documents.listInvoices(orderCode),
        shipments: await documents.listShipments(orderCode),
        creditMemos: await this.ifAllowed(() => documents.listCreditMemos(orderCode)),
      };
    } catch (error) {
      if (!(error instanceof MagentoOddDocumentsError)) throw error;
      this.logger.error(
        { store: this.storeCode, order: orderCode, ...errorWords(error) },
        'documents of an order cannot be read',
      );
      return undefined;
    }
  }

  /** By order code, with an entry for each. @param orderCodes at most `ORDERS_AT_ONCE` */
  async ofOrders(orderCodes: string[]): Promise<Map<string, ListedDocuments> | undefined> {
    const { documents } = this.client;
    try {
      const invoices = byOrder(await documents.invoicesOf(orderCodes));
      const shipments = byOrder(await documents.shipmentsOf(orderCodes));
      const memos = await this.ifAllowed(() => documents.creditMemosOf(orderCodes));
      const creditMemos = memos && byOrder(memos);
      return new Map(
        orderCodes.map((code) => [
          code,
          {
            invoices: invoices.get(code) ?? [],
            shipments: shipments.get(code) ?? [],
            creditMemos: creditMemos && (creditMemos.get(code) ?? []),
          },
        ]),
      );
    } catch (error) {
      if (error instanceof MagentoOddDocumentsError) return undefined;
      throw error;
    }
  }

  private async ifAllowed(
    list: () => Promise<MagentoCreditMemo[]>,
  ): Promise<MagentoCreditMemo[] | undefined> {
    if (!this.mayReadCreditMemos) return undefined;
    try {
      return await list();
    } catch (error) {
      if (!(error instanceof MagentoPermissionError)) throw error;
      const words = 'credit memos are not compared: the integration has no right to read them';
      this.logger.warn({ store: this.storeCode, resource: error.resource }, words);
      this.mayReadCreditMemos = false;
      return undefined;
    }
  }
}

function byOrder<T extends { order_id: number }>(documents: T[]): Map<string, T[]> {
  return Map.groupBy(documents, ({ order_id: id }) => String(id));
}
