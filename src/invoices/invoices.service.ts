import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { type Operation, OperationKind } from '../operations/operation.types.js';
import { toOutcomeDto } from '../operations/dto/operation.dto.js';
import { type DryRun, OperationsService } from '../operations/operations.service.js';
import { askedBy, type WriteRequest } from '../operations/write-request.js';
import { completeLines } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import {
  type CreateInvoiceDto,
  type InvoiceDto,
  type InvoiceOutcomeDto,
  InvoiceState,
} from './dto/invoice.dto.js';
import { type InvoiceInput, InvoiceOperation } from './invoice.operation.js';
import { toInvoiceDto, toInvoiceRecord } from './invoices.mapper.js';
import { invoicesOf, storeInvoice } from './invoices.repository.js';

@Injectable()
export class InvoicesService {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly orders: OrdersService,
    private readonly operations: OperationsService,
    invoiceOperation: InvoiceOperation,
  ) {
    operations.register(invoiceOperation);
  }

  /**
   * With an Idempotency-Key of its own the same lines may be invoiced a second time.
   * @throws OrderNotFoundError, BadRequestError, OperationRefusedError, OperationUnknownError, MagentoError
   */
  async create(write: WriteRequest, dto: CreateInvoiceDto): Promise<Operation | DryRun> {
    const { store, orderCode, key, mode } = write;
    const order = await this.orders.passedOnOrRead(store, orderCode);
    const items = dto.items && completeLines(order.items ?? [], dto.items);
    const input: InvoiceInput = { ...(items ? { items } : {}), capture: dto.capture, notify: dto.notify };
    const naturalKey = items ? linesKey(items, key) : 'ALL';
    const request = { ...askedBy(write, order.id), kind: OperationKind.Invoice, naturalKey, input };
    return this.operations.perform(store, request, mode);
  }

  /** Invoices what is left, where the store is set to do so; to be called before its first shipment. */
  async invoiceBeforeShipping(store: StoreContext, orderCode: string, caller: Caller): Promise<void> {
    if (!store.settings.autoInvoice) return;
    const mode = { dryRun: false, respondAsync: false };
    await this.create({ store, orderCode, caller, mode }, { capture: true, notify: false });
  }

  /** Reads Magento's invoices of the order and stores them. @throws OrderNotFoundError, MagentoError */
  async list(store: StoreContext, orderCode: string): Promise<InvoiceDto[]> {
    const order = await this.orders.storedOrRead(store, orderCode);
    const invoices = await this.stores.magentoOf(store).documents.listInvoices(orderCode);
    await this.database.transaction(async (manager) => {
      for (const invoice of invoices) {
        await storeInvoice(manager, store.id, order.id, toInvoiceRecord(invoice), null);
      }
    });
    const rows = await invoicesOf(this.database.manager, order.id);
    const live = new Map(invoices.map((invoice) => [String(invoice.entity_id), invoice]));
    return rows.map((row) => ({
      ...toInvoiceDto(row, orderCode, store.settings.invoiceDocumentUrl),
      comments: (live.get(row.invoice_id)?.comments ?? []).flatMap(({ comment }) => comment ?? []),
    }));
  }

  /**
   * The invoice that stands for the order: the newest with lines that was not cancelled. Payment modules make invoices without
   * lines besides, and a shop may cancel one.
   */
  async newest(store: StoreContext, orderCode: string): Promise<InvoiceDto | undefined> {
    const all = await this.list(store, orderCode);
    const standing = all.filter(({ state }) => state !== InvoiceState.Cancelled);
    return (
      standing.findLast(({ items }) => items.some(({ quantity }) => quantity > 0)) ??
      standing.at(-1) ??
      all.at(-1)
    );
  }

  async describe(operation: Operation): Promise<InvoiceOutcomeDto> {
    const rows = await invoicesOf(this.database.manager, operation.orderId);
    const { settings } = await this.stores.byId(operation.storeId);
    const row = rows.find(({ invoice_id: id }) => id === operation.magentoId);
    return {
      ...toOutcomeDto(operation),
      ...(operation.magentoId === null ? {} : { invoiceId: operation.magentoId }),
      ...(row ? { invoice: toInvoiceDto(row, operation.orderCode, settings.invoiceDocumentUrl) } : {}),
    };
  }
}

function linesKey(items: { orderItemCode: string; quantity: number }[], key?: string): string {
  const lines = items.map(({ orderItemCode, quantity }) => `${orderItemCode}:${quantity}`).sort();
  return `${lines.join(',')}${key === undefined ? '' : ` ${key}`}`;
}
