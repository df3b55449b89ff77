import type { AddressDto, GiftMessageDto, OrderDto, OrderItemDto } from '../orders/dto/order.dto.js';
import { fromColumn, type Units } from '../orders/money.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { shortened, toAttributes } from './custom-attributes.js';
import type { PushedLine } from './entities/increff-push.entity.js';
import { mergedBySku, mergedFields, type MergedLine, pushedCode } from './merged-lines.js';
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
  const items = sentOf(order);
  const money = outwardMoney(order);
  const lines = mergedBySku(items).map((line) => ({ line, perUnit: perUnitOf(line, money) }));
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
    taxBreakupForms: lines.map(({ line, perUnit }) => toTaxBreakup(line, perUnit)),
    shippingAddress: toAddressForm(order.shippingAddress),
    billingAddress: toAddressForm(order.billingAddress),
    ...attributesOf('orderCustomAttributes', order.customFields),
    orderItems: lines.map(({ line, perUnit }) => toItem(line, perUnit, order.giftMessage)),
  };
}

function sentOf(order: OrderDto): OrderItemDto[] {
  return order.orderItems.filter((item) => Number(item.quantity) > 0);
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
  const under = new Map(
    mergedBySku(sentOf(order)).flatMap(([first, ...others]) =>
      others.map(({ orderItemCode }) => [orderItemCode, first.orderItemCode]),
    ),
  );
  return Object.fromEntries(
    order.orderItems.map((item) => [
      item.orderItemCode,
      {
        channelSkuCode: item.channelSkuCode,
        under: under.get(item.orderItemCode),
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
  const cancelled = new Map<string, CustomerCancellation['orderItems'][number]>();
  for (const [itemId, { channelSkuCode, cancelledQuantity }] of Object.entries(lines)) {
    if (cancelledQuantity === 0) continue;
    const orderItemCode = pushedCode(lines, itemId);
    const before = cancelled.get(orderItemCode)?.cancelledQuantity ?? 0;
    cancelled.set(orderItemCode, {
      channelSkuCode,
      orderItemCode,
      cancelledQuantity: before + cancelledQuantity,
    });
  }
  return { orderItems: [...cancelled.values()] };
}

function toItem(line: MergedLine, perUnit: PerUnit, ofOrder: GiftMessageDto | null): OutwardItem {
  const [first] = line;
  const messages = line.map(({ giftMessage }) => giftMessage ?? ofOrder).filter((message) => !!message);
  return {
    channelSkuCode: first.channelSkuCode,
    orderItemCode: first.orderItemCode,
    quantity: line.reduce((sum, { quantity }) => sum + Number(quantity), 0),
    sellerDiscountPerUnit: perUnit(({ money }) => money.discount),
    channelDiscountPerUnit: 0,
    sellingPricePerUnit: perUnit(({ money }) => money.price),
    shippingChargePerUnit: perUnit(({ money }) => money.charge),
    minExpiry: null,
    ...(messages.length > 0 ? { giftOptions: toGiftOptions(messages) } : {}),
    ...attributesOf('orderItemCustomAttributes', mergedFields(line)),
  };
}

/** One message of an order goes with each line: Increff may split them over parcels. */
function toGiftOptions(messages: GiftMessageDto[]): object {
  const words = messages.map(({ from, to, message }) =>
    [to && `To ${to}:`, message, from && `From ${from}`].filter(Boolean).join(' '),
  );
  const giftMessage = shortened([...new Set(words)].join(' / '));
  return { giftwrapRequired: false, giftMessage, giftChargePerUnit: 0 };
}

function toTaxBreakup(line: MergedLine, perUnit: PerUnit): object {
  const taxes = new Map(line.flatMap((item) => item.taxes).map((tax) => [`${tax.code} ${tax.rate}`, tax]));
  return {
    channelSkuId: line[0].channelSkuCode,
    baseSellingPricePerUnit: perUnit(({ money, item }) => money.price - fromColumn(item.tax)),
    taxItemForms: [...taxes.values()].map(({ code, rate }) => ({
      type: code,
      rate: Number(rate),
      taxPerUnit: perUnit(({ item }) => taxOf(item, code, rate)),
    })),
  };
}

function taxOf(item: OrderItemDto, code: string, rate: string): Units {
  return item.taxes
    .filter((tax) => tax.code === code && tax.rate === rate)
    .reduce((sum, { amount }) => sum + fromColumn(amount), 0);
}

/** An amount of a line for all units that were ordered, as that of one unit: over merged lines, of those that are left. */
type PerUnit = (amountOf: (of: { item: OrderItemDto; money: OutwardMoney }) => Units) => number;

function perUnitOf(line: MergedLine, money: ReadonlyMap<string, OutwardMoney>): PerUnit {
  const left = line.reduce((sum, { quantity }) => sum + fromColumn(quantity), 0);
  return (amountOf) => {
    const amount = line.reduce((sum, item) => {
      const ofAll = amountOf({ item, money: money.get(item.orderItemCode)! });
      const ordered = fromColumn(item.quantityOrdered);
      return ordered === 0 ? sum : sum + (ofAll * fromColumn(item.quantity)) / ordered;
    }, 0);
    return left === 0 ? 0 : Math.round((amount * PER_ONE) / left) / PER_ONE;
  };
}
