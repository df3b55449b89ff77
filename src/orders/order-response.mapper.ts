import { fromColumn, toColumn, toMoney, toQuantity } from './money.js';
import type {
  BaseItemDto,
  BaseTotalsDto,
  CancelledOrderDto,
  ItemLeftOutDto,
  OrderDto,
  OrderItemDto,
  TotalsDto,
} from './dto/order.dto.js';
import type { OrderLinks } from './order-details.js';
import { SyncState } from './order-sync-state.js';
import type { LeftOutLine } from './order-item.mapper.js';
import type { OrderItemRow, OrderRow } from './orders.read-model.js';

const DAY_MS = 86_400_000;

/** Pure: a stored order as Increff gets it. */
export function toOrderDto(row: OrderRow, slaDays: number): OrderDto {
  const orderTime = row.magento_created_at;
  return {
    orderCode: row.entity_id,
    parentOrderCode: row.increment_id,
    status: row.status,
    state: row.state,
    syncState: row.sync_state,
    syncReason: row.sync_reason,
    orderTime: orderTime.toISOString(),
    dispatchByTime: new Date(orderTime.getTime() + slaDays * DAY_MS).toISOString(),
    paymentMethod: row.payment_method,
    paymentCode: row.payment_code,
    currency: row.currency,
    totals: toTotals(row),
    billingAddress: row.billing_address,
    shippingAddress: row.shipping_address,
    orderItems: (row.items ?? []).map((item) => toItem(item, row.base_amounts === null)),
    itemsLeftOut: (row.left_out ?? []).map(toLeftOut),
    onHold: row.state === 'holded',
    ...toLinks(row.links),
    couponCode: row.notes?.couponCode ?? null,
    customerNote: row.notes?.customerNote ?? null,
    giftMessage: row.notes?.giftMessage ?? null,
    customFields: row.custom_fields ?? {},
    revision: row.revision,
    changedAt: row.changed_at,
    magentoCreatedAt: orderTime.toISOString(),
    magentoUpdatedAt: row.magento_updated_at.toISOString(),
    firstSeenAt: row.first_seen_at.toISOString(),
  };
}

/** Pure. Of a whole order that is cancelled every line is, also where its rows do not say so. */
export function withCancelledItems(order: OrderDto): CancelledOrderDto {
  const fullyCancelled = order.syncState === SyncState.Cancelled;
  const cancelledItems = order.orderItems
    .map(({ channelSkuCode, orderItemCode, quantityOrdered, quantityCancelled, quantityRefunded }) => {
      const rest = Math.max(0, fromColumn(quantityOrdered) - fromColumn(quantityRefunded));
      const quantity = fullyCancelled ? toQuantity(toColumn(rest)) : quantityCancelled;
      return { channelSkuCode, orderItemCode, cancelledQuantity: quantity };
    })
    .filter(({ cancelledQuantity }) => fromColumn(cancelledQuantity) > 0);
  return { ...order, fullyCancelled, cancelledItems };
}

function toLinks(
  links: OrderLinks | null,
): Pick<OrderDto, 'predecessor' | 'successor' | 'originalOrderCode' | 'editNumber'> {
  return {
    predecessor: links?.predecessor ?? null,
    successor: links?.successor ?? null,
    originalOrderCode: links?.original ?? null,
    editNumber: links?.edit ?? 0,
  };
}

function toTotals(row: OrderRow): TotalsDto {
  return {
    grandTotal: toMoney(row.grand_total),
    subtotal: toMoney(row.subtotal),
    shipping: toMoney(row.shipping),
    tax: toMoney(row.tax),
    discount: toMoney(row.discount),
    storeCredit: toMoney(row.store_credit),
    codAmount: toMoney(row.payment_method === 'COD' ? row.grand_total : '0.0000'),
    codFee: toMoney(row.cod_fee),
    adjustment: toMoney(row.adjustment),
    adjustments: (row.adjustments ?? []).map((part) => ({ ...part, amount: toMoney(part.amount) })),
    balanced: row.balanced,
    base: toBase(row),
  };
}

function toLeftOut({ itemId, sku, productType, quantity, reason }: LeftOutLine): ItemLeftOutDto {
  return { itemCode: itemId, channelSkuCode: sku, productType, quantity: toQuantity(quantity), reason };
}

/** An order in the base currency has no amounts of its own for it. */
function toBase(row: OrderRow): BaseTotalsDto {
  const base = row.base_amounts;
  return {
    currency: base?.currency ?? row.currency,
    rate: base?.rate ?? '1',
    grandTotal: toMoney(base?.grandTotal ?? row.grand_total),
    subtotal: toMoney(base?.subtotal ?? row.subtotal),
    shipping: toMoney(base?.shipping ?? row.shipping),
    tax: toMoney(base?.tax ?? row.tax),
    discount: toMoney(base?.discount ?? row.discount),
  };
}

function toItem(item: OrderItemRow, inBase: boolean): OrderItemDto {
  return {
    orderItemCode: item.item_id,
    ...(item.parent_item_id === null ? {} : { parentItemCode: item.parent_item_id }),
    channelSkuCode: item.sku,
    name: item.name,
    quantity: openQuantity(item),
    quantityOrdered: toQuantity(item.quantity_ordered),
    quantityCancelled: toQuantity(item.quantity_cancelled),
    quantityRefunded: toQuantity(item.quantity_refunded),
    quantityShipped: toQuantity(item.quantity_shipped ?? '0.0000'),
    quantityOpen: openToShip(item),
    sellingPricePerUnit: toMoney(item.selling_price_per_unit),
    mrp: toMoney(item.mrp),
    discount: toMoney(item.discount),
    tax: toMoney(item.tax),
    taxes: item.taxes.map((tax) => ({ ...tax, amount: toMoney(tax.amount) })),
    rowTotal: toMoney(item.row_total),
    ...(item.gift === null ? {} : { gift: item.gift }),
    base: toBaseItem(item, inBase),
    ...(item.gift_message === null ? {} : { giftMessage: item.gift_message }),
    customFields: item.custom_fields ?? {},
  };
}

function toBaseItem(item: OrderItemRow, inBase: boolean): BaseItemDto | null {
  const own = {
    sellingPricePerUnit: item.selling_price_per_unit,
    mrp: item.mrp,
    discount: item.discount,
    tax: item.tax,
    rowTotal: item.row_total,
  };
  const base = item.base_amounts ?? (inBase ? own : null);
  return (
    base && {
      sellingPricePerUnit: toMoney(base.sellingPricePerUnit),
      mrp: toMoney(base.mrp),
      discount: toMoney(base.discount),
      tax: toMoney(base.tax),
      rowTotal: toMoney(base.rowTotal),
    }
  );
}

/** As Magento counts it: what is refunded is not shipped any more (Sales/Model/Order/Item.php, getQtyToShip). */
function openToShip(item: OrderItemRow): string {
  const gone = Math.max(fromColumn(item.quantity_shipped ?? '0'), fromColumn(item.quantity_refunded));
  const open = fromColumn(item.quantity_ordered) - fromColumn(item.quantity_cancelled) - gone;
  return toQuantity(toColumn(Math.max(0, open)));
}

function openQuantity(item: OrderItemRow): string {
  const gone = fromColumn(item.quantity_cancelled) + fromColumn(item.quantity_refunded);
  return toQuantity(toColumn(Math.max(0, fromColumn(item.quantity_ordered) - gone)));
}
