import type { AddressDto, GiftMessageDto, OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import { fromColumn, type Units } from '../orders/money.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { shortened, toAttributes } from './custom-attributes.js';
import type { PushedLine } from './entities/increff-push.entity.js';
import { type OutwardMoney, outwardMoney } from './outward-money.js';

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

/** How much of a line there is by now. */
export type CancelledItem = Pick<OrderItemDto, 'orderItemCode' | 'quantityOrdered' | 'quantityCancelled'>;

/** Body of `PUT /orders/{orderCode}/cancel`; quantities are absolute. */
export interface CustomerCancellation {
  orderItems: { channelSkuCode: string; orderItemCode: string; cancelledQuantity: number }[];
}

/**
 * Pure: a stored order in Increff's form, with what is left to fulfil. Without a location of the store's own, Increff
 * routes and splits. Of money it knows that of a unit only: see {@link outwardMoney}.
 */
export function toOutwardOrder(
  order: OrderDto,
  settings: Pick<StoreSettings, 'pushLocationCode'>,
): OutwardOrder {
  const items = order.orderItems.filter((item) => Number(item.quantity) > 0);
  const money = outwardMoney(order);
  return {
    parentOrderCode: order.parentOrderCode,
    ...(settings.pushLocationCode === null ? {} : { locationCode: settings.pushLocationCode }),
    orderCode: order.orderCode,
    orderTime: order.orderTime,
    orderType: 'SO',
    isPriority: false,
    gift: order.giftMessage !== null || items.some((item) => item.giftMessage !== undefined),
    onHold: order.onHold,
    qcStatus: 'PASS',
    dispatchByTime: order.dispatchByTime,
    startProcessingTime: order.orderTime,
    paymentMethod: paymentMethodOf(order),
    isSplitRequired: settings.pushLocationCode === null,
    packType: 'PIECE',
    taxBreakupForms: items.map((item) => toTaxBreakup(item, money.get(item.orderItemCode)!)),
    shippingAddress: toAddressForm(order.shippingAddress),
    billingAddress: toAddressForm(order.billingAddress),
    ...attributesOf('orderCustomAttributes', order.customFields),
    orderItems: items.map((item) => toItem(item, money.get(item.orderItemCode)!, order.giftMessage)),
  };
}

/** Nobody collects cash for what credit has paid. */
function paymentMethodOf({ paymentMethod, totals }: OrderDto): OrderDto['paymentMethod'] {
  return paymentMethod === 'COD' && fromColumn(totals.codAmount) > 0 ? 'COD' : 'NCOD';
}

function attributesOf(name: string, fields: Record<string, unknown>): Record<string, object> {
  const attributes = toAttributes(fields);
  return Object.keys(attributes).length > 0 ? { [name]: attributes } : {};
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
        ordered: Number(item.quantityOrdered),
        cancelledBefore: Number(item.quantityCancelled),
        cancelledQuantity: 0,
      },
    ]),
  );
}

/**
 * Each line with what is cancelled of it by now: also where the shop has taken units from the line itself.
 * @param whole the order is cancelled, even where its lines do not say so
 */
export function cancelledSince(
  lines: Record<string, PushedLine>,
  items: CancelledItem[],
  whole: boolean,
): Record<string, PushedLine> {
  const now = new Map(items.map((item) => [item.orderItemCode, item]));
  return Object.fromEntries(
    Object.entries(lines).map(([itemId, line]) => {
      const item = now.get(itemId);
      const gone = whole || !item ? line.quantity : Math.min(line.quantity, goneSince(line, item));
      return [itemId, { ...line, cancelledQuantity: Math.max(line.cancelledQuantity, gone) }];
    }),
  );
}

function goneSince(line: PushedLine, item: CancelledItem): number {
  const cancelled = Number(item.quantityCancelled) - line.cancelledBefore;
  const fewer = line.ordered === undefined ? 0 : Math.max(0, line.ordered - Number(item.quantityOrdered));
  return Math.max(0, cancelled) + fewer;
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

function toItem(item: OrderItemDto, money: OutwardMoney, ofOrder: GiftMessageDto | null): OutwardItem {
  const ordered = fromColumn(item.quantityOrdered);
  const message = item.giftMessage ?? ofOrder;
  return {
    channelSkuCode: item.channelSkuCode,
    orderItemCode: item.orderItemCode,
    quantity: Number(item.quantity),
    sellerDiscountPerUnit: perUnit(money.discount, ordered),
    channelDiscountPerUnit: 0,
    sellingPricePerUnit: perUnit(money.price, ordered),
    shippingChargePerUnit: perUnit(money.charge, ordered),
    minExpiry: null,
    ...(message ? { giftOptions: toGiftOptions(message) } : {}),
    ...attributesOf('orderItemCustomAttributes', item.customFields),
  };
}

/** One message of an order goes with each line: Increff may split them over parcels. */
function toGiftOptions({ from, to, message }: GiftMessageDto): object {
  const words = [to && `To ${to}:`, message, from && `From ${from}`].filter(Boolean).join(' ');
  return { giftwrapRequired: false, giftMessage: shortened(words), giftChargePerUnit: 0 };
}

function toTaxBreakup(item: OrderItemDto, money: OutwardMoney): object {
  const quantity = fromColumn(item.quantityOrdered);
  return {
    channelSkuId: item.channelSkuCode,
    baseSellingPricePerUnit: perUnit(money.price - fromColumn(item.tax), quantity),
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
