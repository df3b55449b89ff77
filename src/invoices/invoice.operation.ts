import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Reading } from '../magento/magento.client.js';
import type {
  MagentoInvoice,
  MagentoLine,
  MagentoLines,
  MagentoOrder,
  NewInvoice,
} from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  markerOf,
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import {
  differenceInWords,
  namedRows,
  openToInvoice,
  type OrderLine,
  rowOf,
  sameRows,
  topRows,
} from '../orders/order-lines.js';
import { liveOrder } from '../operations/live-order.js';
import { isMarked, madeDocument, WITHOUT_COMMENT } from '../operations/marked-documents.js';
import { OrdersService } from '../orders/orders.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { announceDocument, type SalesDocument } from '../notifications/sales-document-notice.js';
import { documentUrlOf } from './invoice-url.js';
import { invoicedParcel } from './invoiced-parcel.read-model.js';
import { type InvoiceRecord, linesOf, toInvoiceRecord } from './invoices.mapper.js';
import { storeInvoice } from './invoices.repository.js';

/** What is asked for; without items everything that is left. */
export interface InvoiceInput extends Record<string, unknown> {
  items?: OrderLine[];
  capture: boolean;
  notify: boolean;
}

const CANCELLED = 3;

/**
 * Invoicing. Magento refuses a quantity that is too large, but says so also to the second copy of a call of which the first was
 * done; so what is too much from the start is refused here, and Magento's word is looked into.
 * Its answer is the id of an invoice that is committed; the invoice carries the operation's marker in a comment, by
 * which it is known again when the answer is lost.
 */
@Injectable()
export class InvoiceOperation implements OperationHandler {
  readonly kind = OperationKind.Invoice;

  constructor(
    private readonly orders: OrdersService,
    private readonly notifications: NotificationsService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const { orderCode } = context.operation;
    const reading = await liveOrder(context);
    const asked = askedRows(reading.value, context.operation.input as InvoiceInput);
    if ('problem' in asked) {
      return { settle: { outcome: Outcome.Refused, detail: asked.problem, reading } };
    }
    const done = await this.invoicedBefore(context, reading, asked.rows);
    if (done) return { settle: done };
    const problem = asked.named && tooMuch(reading.value, asked.rows);
    if (problem) return { settle: { outcome: Outcome.Refused, detail: problem, reading } };
    const invoice = bodyOf(context.operation, asked);
    return {
      write: {
        request: SalesDocumentsClient.invoiceCall(orderCode, invoice),
        send: (client) => client.documents.createInvoice(orderCode, invoice),
        // The shop's own invoice job may have been a moment faster.
        otherwise: async () => {
          const now = await liveOrder(context);
          const settle = await this.invoicedBefore(context, now, asked.rows);
          return settle && { settle };
        },
      },
    };
  }

  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const { client, operation } = context;
    const made = await madeDocument(operation, answer, {
      byId: (id) => client.documents.getInvoice(id),
      list: () => client.documents.listInvoices(operation.orderCode),
    });
    if (!made) return undefined;
    const { document, marked } = made;
    const sent = (operation.lastRequest?.body as Partial<NewInvoice> | undefined)?.items;
    const difference = sent && differenceInWords(sent, linesOf(document));
    const detail = [
      ...(difference ? [`Magento invoiced ${difference}.`] : []),
      ...(marked ? [] : [WITHOUT_COMMENT]),
    ].join(' ');
    const found = { magentoId: String(document.entity_id), document };
    if (detail === '') return { outcome: Outcome.Applied, ...found };
    return { outcome: Outcome.Degraded, detail, ...found };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    const ours = settlement.outcome === Outcome.Applied || settlement.outcome === Outcome.Degraded;
    const invoice = settlement.document;
    if (invoice) {
      const record = toInvoiceRecord(invoice);
      await storeInvoice(manager, store.id, operation.orderId, record, ours ? operation.id : null);
      if (ours) {
        const shipmentCode = await invoicedParcel(manager, operation.orderId, record.items);
        const documentUrl = documentUrlOf(store.settings.invoiceDocumentUrl, record, operation.orderCode);
        const notice = { ...noticeOf(record), shipmentCode, documentUrl };
        await announceDocument(this.notifications, manager, context, notice);
      }
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  /** Everything asked for is invoiced already: by an earlier request, by the shop, or by hand. */
  private async invoicedBefore(
    { client, operation }: OperationContext,
    reading: Reading<MagentoOrder>,
    asked: MagentoLine[],
  ): Promise<Settlement | undefined> {
    const order = reading.value;
    if (!asked.some((line) => (rowOf(order, line)?.qty_invoiced ?? 0) > 0)) return undefined;
    const invoices = (await client.documents.listInvoices(operation.orderCode)).filter(
      ({ state }) => state !== CANCELLED,
    );
    const own = invoices.find((one) => isMarked(one, operation));
    if (own) return { outcome: Outcome.Applied, magentoId: String(own.entity_id), document: own, reading };
    const nothingOpen = asked.every((line) => openToInvoice(rowOf(order, line) ?? { item_id: 0 }) === 0);
    const same = invoices.find((one) => !isOurs(one) && sameRows(linesOf(one), asked));
    // A shop may have made invoices of nothing besides (m2 by way of payment modules): they are nobody's.
    const withLines = invoices.filter((one) => linesOf(one).some(({ qty }) => qty > 0));
    const found = same ?? (nothingOpen ? (withLines.at(-1) ?? invoices.at(-1)) : undefined);
    if (!found) return undefined;
    const detail = same
      ? 'The shop has an invoice of exactly these lines already.'
      : 'Everything that was asked for is invoiced already.';
    return { outcome: Outcome.Already, detail, magentoId: String(found.entity_id), document: found, reading };
  }
}

/** What is asked for: rows by name, or everything that is left. */
type AskedRows = { named: true; rows: MagentoLines } | { named: false; rows: MagentoLine[] };

function bodyOf(operation: Operation, asked: AskedRows): NewInvoice {
  const { capture, notify } = operation.input as InvoiceInput;
  const comment = {
    comment: `Invoiced by Increff Omni. ${markerOf(operation)}`,
    is_visible_on_front: 0 as const,
  };
  return { capture, notify, ...(asked.named ? { items: asked.rows } : {}), comment };
}

/** The rows that are asked for, or those that Magento would invoice where none are named. */
function askedRows(order: MagentoOrder, { items }: InvoiceInput): AskedRows | { problem: string } {
  if (!items) {
    const rows = topRows(order).map((item) => ({ order_item_id: item.item_id, qty: item.qty_ordered ?? 0 }));
    return { named: false, rows };
  }
  const named = namedRows(order, items);
  return 'problem' in named ? named : { named: true, rows: named.rows };
}

/** Magento has no more of these rows to invoice. */
function tooMuch(order: MagentoOrder, rows: MagentoLines): string | undefined {
  const problems = rows.flatMap((line) => {
    const item = rowOf(order, line);
    const left = item ? openToInvoice(item) : 0;
    const name = `${item?.sku ?? '?'} (item ${line.order_item_id})`;
    return line.qty > left ? [`${name}: ${line.qty} asked for, ${left} left to invoice`] : [];
  });
  return problems.length > 0 ? `More than the order has left: ${problems.join('; ')}.` : undefined;
}

function isOurs(invoice: MagentoInvoice): boolean {
  return (invoice.comments ?? []).some(({ comment }) => comment?.includes(markerOf({ id: '' })));
}

function noticeOf(record: InvoiceRecord): SalesDocument {
  return {
    number: record.increment_id ?? record.invoice_id,
    at: record.magento_created_at,
    type: 'INVOICE',
    summary: { invoiceId: record.invoice_id },
  };
}
