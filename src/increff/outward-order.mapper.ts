import type { AddressDto, OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import { fromColumn, type Units } from '../orders/money.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { PushedLine } from './entities/increff-push.entity.js';

const PER_ONE = 10_000;

/** Body of `POST /orders/outward`. Amounts are numbers with up to four decimals, in the order's currency. */
export interface OutwardOrder {
  orderCode: string;
  orderItems: OutwardItem[];
  [field: string]: unknown;
}

interface OutwardItem {
  channelSkuCode: string;
  orderItemCode: string;
  quantity: number;
  [field: string]: unknown;
}

/** How much of a line is cancelled by now. */
export type CancelledItem = Pick<OrderItemDto, 'orderItemCode' | 'quantityCancelled'>;

/** Body of `PUT /orders/{orderCode}/cancel`; quantities are absolute. */
export interface CustomerCancellation {
  orderItems: { channelSkuCode: string; orderItemCode: string; cancelledQuantity: number }[];
}

/**
 * Pure: a stored order in Increff's form, with what is left to fulfil. Without a location of the store's own, Increff
 * routes and splits. Shipping is spread evenly over the units, as the form knows it per unit only. Magento's gift wrap is
 * no part of the synchronised order: `gift` is false, and `giftOptions` are left out.
 */
export function toOutwardOrder(
  order: OrderDto,
  settings: Pick<StoreSettings, 'pushLocationCode'>,
): OutwardOrder {
  const items = order.orderItems.filter((item) => Number(item.quantity) > 0);
  const ordered = order.orderItems.reduce((sum, item) => sum + fromColumn(item.quantityOrdered), 0);
  return {
    parentOrderCode: order.parentOrderCode,
    ...(settings.pushLocationCode === null ? {} : { locationCode: settings.pushLocationCode }),
    orderCode: order.orderCode,
    orderTime: order.orderTime,
    orderType: 'SO',
    isPriority: false,
    gift: false,
    onHold: false,
    qcStatus: 'PASS',
    dispatchByTime: order.dispatchByTime,
    startProcessingTime: order.orderTime,
    paymentMethod: order.paymentMethod,
    isSplitRequired: settings.pushLocationCode === null,
    packType: 'PIECE',
    taxBreakupForms: items.map(toTaxBreakup),
    shippingAddress: toAddressForm(order.shippingAddress),
    billingAddress: toAddressForm(order.billingAddress),
    orderItems: items.map((item) => toItem(item, perUnit(fromColumn(order.totals.shipping), ordered))),
  };
}

/** Increff's form has no company; it is who receives the parcel, and so the first line of the address. */
function toAddressForm(address: AddressDto | null): AddressDto | null {
  if (!address?.company) return address;
  const { company, ...form } = address;
  const rest = [form.line2, form.line3].filter((line) => line !== '').join(', ');
  return { ...form, line1: company, line2: form.line1, line3: rest };
}

/** What is remembered of an order that is pushed. */
export function pushedLines(order: OrderDto): Record<string, PushedLine> {
  return Object.fromEntries(
    order.orderItems.map((item) => [
      item.orderItemCode,
      {
        channelSkuCode: item.channelSkuCode,
        quantity: Number(item.quantity),
        cancelledBefore: Number(item.quantityCancelled),
        cancelledQuantity: 0,
      },
    ]),
  );
}

/** Each line with what is cancelled of it by now. @param whole the order is cancelled, even where its lines do not say so */
export function cancelledSince(
  lines: Record<string, PushedLine>,
  items: CancelledItem[],
  whole: boolean,
): Record<string, PushedLine> {
  const now = new Map(items.map((item) => [item.orderItemCode, Number(item.quantityCancelled)]));
  return Object.fromEntries(
    Object.entries(lines).map(([itemId, line]) => {
      const since = Math.max(0, (now.get(itemId) ?? 0) - line.cancelledBefore);
      const cancelled = whole || !now.has(itemId) ? line.quantity : Math.min(line.quantity, since);
      return [itemId, { ...line, cancelledQuantity: Math.max(line.cancelledQuantity, cancelled) }];
    }),
  );
}

export function toCustomerCancellation(lines: Record<string, PushedLine>): CustomerCancellation {
  const cancelled = Object.entries(lines).filter(([, line]) => line.cancelledQuantity > 0);
  return {
    orderItems: cancelled.map(([orderItemCode, { channelSkuCode, cancelledQuantity }]) => ({
      channelSkuCode,
      orderItemCode,
      cancelledQuantity,
    })),
  };
}

function toItem(item: OrderItemDto, shippingChargePerUnit: number): OutwardItem {
  return {
    channelSkuCode: item.channelSkuCode,
    orderItemCode: item.orderItemCode,
    quantity: Number(item.quantity),
    sellerDiscountPerUnit: perUnit(fromColumn(item.discount), fromColumn(item.quantityOrdered)),
    channelDiscountPerUnit: 0,
    sellingPricePerUnit: fromColumn(item.sellingPricePerUnit) / PER_ONE,
    shippingChargePerUnit,
    minExpiry: null,
  };
}

function toTaxBreakup(item: OrderItemDto): object {
  const quantity = fromColumn(item.quantityOrdered);
  const taxed = fromColumn(item.sellingPricePerUnit);
  return {
    channelSkuId: item.channelSkuCode,
    baseSellingPricePerUnit: (taxed - perUnitUnits(fromColumn(item.tax), quantity)) / PER_ONE,
    taxItemForms: item.taxes.map((tax) => ({
      type: tax.code,
      rate: Number(tax.rate),
      taxPerUnit: perUnit(fromColumn(tax.amount), quantity),
    })),
  };
}

function perUnit(amount: Units, quantity: Units): number {
  return perUnitUnits(amount, quantity) / PER_ONE;
}

/** Rounded to ten-thousandths. */
function perUnitUnits(amount: Units, quantity: Units): Units {
  return quantity === 0 ? 0 : Math.round((amount * PER_ONE) / quantity);
}
