import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/auth.decorators.js';
import { InvoicesService } from '../invoices/invoices.service.js';
import { OperationRefusedError } from '../operations/operations.errors.js';
import type { Operation } from '../operations/operation.types.js';
import { OrderWritesService } from '../orders/order-writes.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { NotFoundError } from '../platform/errors/app-error.js';
import { ShipmentsService } from '../shipments/shipments.service.js';
import type { StoreContext } from '../stores/stores.service.js';
import type {
  CancelledItemDto,
  CancellationResultDto,
  IncreffInvoiceDto,
  PackDto,
  PackResultDto,
  SellerCancellationDto,
} from './dto/standard-forms.dto.js';

const AT_ONCE = { dryRun: false, respondAsync: false };

/** Increff's Standard API forms, where they differ from this service's own; the effects are the same. */
@Injectable()
export class StandardFormsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly writes: OrderWritesService,
    private readonly shipments: ShipmentsService,
    private readonly invoices: InvoicesService,
  ) {}

  /** @throws what creating a shipment throws */
  async pack(store: StoreContext, { orderCode, ...form }: PackDto, caller: Caller): Promise<PackResultDto> {
    const operation = await this.shipments.create({ store, orderCode, caller, mode: AT_ONCE }, form);
    const { shipmentCode, shipmentItems } = await this.shipments.describe(operation as Operation);
    return { shipmentCode, shipmentItems };
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
    const { items } = await this.orders.storedOrRead(store, dto.orderCode);
    const left = findRemainingLine(items ?? [], dto.orderItems);
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

  /** The newest invoice. @throws OrderNotFoundError, NotFoundError, MagentoError */
  async invoice(store: StoreContext, orderCode: string): Promise<IncreffInvoiceDto> {
    const invoice = (await this.invoices.list(store, orderCode)).at(-1);
    if (!invoice) throw new NotFoundError('orderCode', `Order ${orderCode} has no invoice yet.`);
    return {
      invoiceCode: invoice.invoiceNumber ?? invoice.invoiceId,
      invoiceUrl: null,
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

/** A line of which something would stay. */
function findRemainingLine(
  items: Line[],
  cancelled: CancelledItemDto[] | null | undefined,
): Line | undefined {
  if (!cancelled?.length) return undefined;
  const quantities = new Map(cancelled.map((item) => [item.orderItemCode, item.cancelledQuantity]));
  return items.find((item) => {
    const sold = Number(item.quantity_ordered) - Number(item.quantity_refunded);
    return sold > Number(item.quantity_cancelled) && (quantities.get(item.item_id) ?? 0) < sold;
  });
}
