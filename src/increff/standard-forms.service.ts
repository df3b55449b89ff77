import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import type { Caller } from '../platform/access/access.decorators.js';
import { InvoicesService } from '../invoices/invoices.service.js';
import { OperationRefusedError } from '../operations/operations.errors.js';
import type { Operation } from '../operations/operation.types.js';
import { OrderWritesService } from '../orders/order-writes.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { NotFoundError } from '../platform/errors/app-error.js';
import { ShipmentsService } from '../shipments/shipments.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { PushedLine } from './entities/increff-push.entity.js';
import { linesOfPush } from './increff-pushes.repository.js';
import { asPushed, pushedCode, spreadOver } from './merged-lines.js';
import type {
  CancelledItemDto,
  CancellationResultDto,
  IncreffInvoiceDto,
  PackDto,
  PackResultDto,
  SellerCancellationDto,
} from './dto/standard-forms.dto.js';

type PushedLines = Record<string, PushedLine>;

const AT_ONCE = { dryRun: false, respondAsync: false };

/** Increff's Standard API forms, where they differ from this service's own; the effects are the same. */
@Injectable()
export class StandardFormsService {
  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly writes: OrderWritesService,
    private readonly shipments: ShipmentsService,
    private readonly invoices: InvoicesService,
  ) {}

  /** Lines that were pushed as one are packed, and answered, as one. @throws what creating a shipment throws */
  async pack(store: StoreContext, { orderCode, ...form }: PackDto, caller: Caller): Promise<PackResultDto> {
    const { id } = await this.orders.passedOnOrRead(store, orderCode);
    const pushed = (await linesOfPush(this.database.manager, id)) ?? {};
    const items = await this.itemsOf(store, { id, pushed }, form);
    const write = { store, orderCode, caller, mode: AT_ONCE };
    const operation = await this.shipments.create(write, { ...form, items });
    const { shipmentCode, shipmentItems } = await this.shipments.describe(operation as Operation);
    return { shipmentCode, shipmentItems: asPushed(pushed, shipmentItems) };
  }

  /** A repeat gets the lines that it got before. */
  private async itemsOf(
    store: StoreContext,
    { id, pushed }: { id: string; pushed: PushedLines },
    form: Pick<PackDto, 'items' | 'shipmentId'>,
  ): Promise<PackDto['items']> {
    if (Object.values(pushed).every(({ under }) => under === undefined)) return form.items;
    const { byLine, known } = await this.shipments.packed(store, id, form.shipmentId);
    const [described] = await this.orders.described(this.database.manager, store, [id]);
    const left = new Map(
      described!.order.orderItems.map(({ orderItemCode: code, quantityOpen }) => [
        code,
        Number(quantityOpen) - (byLine.get(code) ?? 0),
      ]),
    );
    const items = spreadOver(pushed, form.items, left);
    const isRepeat = known && isDeepStrictEqual(quantities(pushed, known), quantities(pushed, items));
    return isRepeat ? known : items;
  }

  /**
   * Magento cancels whole orders only. What asking again may change is thrown, so that Increff asks again.
   * @throws OrderNotFoundError, OperationUnknownError, MagentoError
   */
  async cancel(
    store: StoreContext,
    dto: SellerCancellationDto,
    caller: Caller,
  ): Promise<CancellationResultDto> {
    const { id, items } = await this.orders.storedOrRead(store, dto.orderCode);
    const pushed = (await linesOfPush(this.database.manager, id)) ?? {};
    const left = findRemainingLine(items ?? [], pushed, dto.orderItems);
    if (left) {
      const errorMessage = `Magento cancels whole orders only: of item ${left.item_id} (${left.sku}) not all is cancelled. Cancel the whole order, or invoice it and give the line back (POST /orders/${dto.orderCode}/refunds).`;
      return { hasError: true, errorMessage };
    }
    try {
      await this.writes.cancel({ store, orderCode: dto.orderCode, caller, mode: AT_ONCE }, {});
      return { hasError: false, errorMessage: null };
    } catch (error) {
      if (!(error instanceof OperationRefusedError)) throw error;
      return { hasError: true, errorMessage: error.message };
    }
  }

  /** The newest invoice that stands. @throws OrderNotFoundError, NotFoundError, MagentoError */
  async invoice(store: StoreContext, orderCode: string): Promise<IncreffInvoiceDto> {
    const invoice = await this.invoices.newest(store, orderCode);
    if (!invoice) throw new NotFoundError('orderCode', `Order ${orderCode} has no invoice yet.`);
    return {
      invoiceCode: invoice.invoiceNumber ?? invoice.invoiceId,
      invoiceUrl: invoice.documentUrl,
      invoice: null,
      invoiceDate: invoice.magentoCreatedAt,
    };
  }
}

interface Line {
  item_id: string;
  sku: string;
  quantity_ordered: string;
  quantity_cancelled: string;
  quantity_refunded: string;
}

/** A line of which something would stay; those that were pushed as one are counted as one. */
function findRemainingLine(
  items: Line[],
  pushed: PushedLines,
  cancelled: CancelledItemDto[] | null | undefined,
): Line | undefined {
  if (!cancelled?.length) return undefined;
  const left = new Map(cancelled.map((item) => [item.orderItemCode, item.cancelledQuantity]));
  return items.find((item) => {
    const sold = Number(item.quantity_ordered) - Number(item.quantity_refunded);
    const code = pushedCode(pushed, item.item_id);
    const named = left.get(code) ?? 0;
    left.set(code, named - sold);
    return sold > Number(item.quantity_cancelled) && named < sold;
  });
}

/** How much of each line, as Increff names it. */
function quantities(pushed: PushedLines, items: PackDto['items']): Map<string, number> {
  const named = items.map(({ orderItemCode, quantity }) => ({
    orderItemCode: orderItemCode ?? '',
    quantity,
  }));
  return new Map(asPushed(pushed, named).map((line) => [line.orderItemCode, line.quantity]));
}
