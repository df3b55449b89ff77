import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEnum } from 'class-validator';
import { SyncState } from '../order-sync-state.js';

export class AddressDto {
  /** Prefix, first, middle and last name, and suffix, joined by blanks. @example 'Jane Doe' */
  name: string;
  /** First line of Magento's street. @example '1 Main Street' */
  line1: string;
  /** Second line of the street; empty where there is none. */
  line2: string;
  /** Further lines of the street, joined by commas; empty where there is none. */
  line3: string;
  /** Town, as the customer wrote it. @example 'Austin' */
  city: string;
  /** Magento's region; empty where the country has none. @example 'Texas' */
  state: string;
  /** Postcode; empty where the country has none. @example '78701' */
  zip: string;
  /** ISO 3166 alpha-2, as Magento has it. @example 'US' */
  country: string;
  /** E-mail of the customer. */
  email: string;
  /** Telephone number, as the customer wrote it. */
  phone: string;
  /** Only where the address has one. @example 'Acme Ltd' */
  company?: string;
}

/** In the currency of the website, by which the shop keeps its books. */
export class BaseTotalsDto {
  /** ISO 4217 (base_currency_code). @example 'USD' */
  currency: string | null;
  /** Units of the order's currency for one of the base currency. @example '1' */
  rate: string;
  /** What the customer owes, after store credit. @example '67.40' */
  grandTotal: string;
  /** Goods before tax and discount. @example '52.40' */
  subtotal: string;
  /** Shipping before tax. @example '15.00' */
  shipping: string;
  /** All tax, that of shipping included. @example '0.00' */
  tax: string;
  /** Positive. @example '0.00' */
  discount: string;
}

export class AdjustmentDto {
  /** Its name in Magento. @example 'gift_cards_amount' */
  name: string;
  /** What it is: hiddenTax, giftCard, storeBalance, rewardPoints, giftWrap, fixedProductTax, fee. @example 'giftCard' */
  as: string;
  /** As it counts in grandTotal. @example '-5.00' */
  amount: string;
}

export class TotalsDto {
  /** What the customer owes, after store credit. @example '67.40' */
  grandTotal: string;
  /** Goods before tax and discount. @example '52.40' */
  subtotal: string;
  /** Shipping before tax. @example '15.00' */
  shipping: string;
  /** All tax, that of shipping included. @example '0.00' */
  tax: string;
  /** Positive. @example '0.00' */
  discount: string;
  /** Store credit used. @example '0.00' */
  storeCredit: string;
  /** What the courier is to collect: grandTotal of an order that is cash on delivery. @example '0.00' */
  codAmount: string;
  /** Cash on delivery fee. @example '0.00' */
  codFee: string;
  /** Rest of grandTotal: hidden tax, gift cards, what other modules add. @example '0.00' */
  adjustment: string;
  /** What the adjustment is made of, as far as it is known. */
  adjustments: AdjustmentDto[];
  /** False where the parts do not explain grandTotal, or the lines are not the subtotal. @example true */
  balanced: boolean;
  /** The same amounts in the currency of the website. */
  base: BaseTotalsDto;
}

export class ItemTaxDto {
  /** Magento's code of the tax rate. @example 'US-TX-8.25' */
  code: string;
  /** Name of the tax that the customer reads. */
  title: string;
  /** Percent. @example '8.25' */
  rate: string;
  /** Amount of the whole row. @example '4.46' */
  amount: string;
}

/** Amounts of a line in the currency of the website. */
export class BaseItemDto {
  /** With tax, before discount. @example '21.65' */
  sellingPricePerUnit: string;
  /** Before catalogue rules (base_original_price). @example '20.00' */
  mrp: string;
  /** Of the whole row, positive. @example '6.00' */
  discount: string;
  /** Of the whole row. @example '4.46' */
  tax: string;
  /** What the customer pays for the row. @example '58.46' */
  rowTotal: string;
}

export class GiftMessageDto {
  /** Name of who gives it. @example 'Jane' */
  from: string | null;
  /** Name of who gets it. @example 'John' */
  to: string | null;
  /** Text to print for the receiver. @example 'Happy birthday!' */
  message: string | null;
}

/** Another order in Magento. */
export class OrderLinkDto {
  /** Its entity_id. @example '17' */
  orderCode: string | null;
  /** Its increment_id. @example '000000017' */
  parentOrderCode: string | null;
}

export class OrderItemDto {
  /** Magento's item_id. @example '24' */
  orderItemCode: string;
  /** item_id of the configurable or bundle row above this line. */
  parentItemCode?: string;
  /** Magento's SKU of what is packed: of a configurable product, the chosen variant's. @example 'TAX-01' */
  channelSkuCode: string;
  /** Product name at the time of the order. */
  name: string | null;
  /** Left to fulfil: ordered less cancelled less refunded. @example '3' */
  quantity: string;
  /** Units ordered (qty_ordered). @example '3' */
  quantityOrdered: string;
  /** Units cancelled by now (qty_canceled). @example '0' */
  quantityCancelled: string;
  /** Units given back by now (qty_refunded). @example '0' */
  quantityRefunded: string;
  /** Shipped in Magento by now, by whomever. @example '0' */
  quantityShipped: string;
  /** What Magento still lets be shipped. @example '3' */
  quantityOpen: string;
  /** With tax, before discount. @example '21.65' */
  sellingPricePerUnit: string;
  /** Before catalogue rules. @example '20.00' */
  mrp: string;
  /** Discount of the whole row, positive. @example '6.00' */
  discount: string;
  /** Amount of the whole row. @example '4.46' */
  tax: string;
  /** Taxes of the row, one entry for each rate. */
  taxes: ItemTaxDto[];
  /** What the customer pays for the row. @example '58.46' */
  rowTotal: string;
  /** Gift card option, as Magento gives it. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  gift?: Record<string, unknown>;
  /** Null where the order is in another currency and Magento does not tell. */
  base: BaseItemDto | null;
  /** Only where there is one. */
  giftMessage?: GiftMessageDto;
  /** Values by the store's setting customFields. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { engraving: 'J + J' } })
  customFields: Record<string, unknown>;
}

/** A line of the order that nobody packs. */
export class ItemLeftOutDto {
  /** Magento's item_id. @example '25' */
  itemCode: string;
  /** Magento's SKU of the line. @example 'WARRANTY-2Y' */
  channelSkuCode: string;
  /** Magento's product_type, e.g. virtual, downloadable. @example 'virtual' */
  productType: string | null;
  /** Ordered. @example '1' */
  quantity: string;
  /** type_not_passed_on: see the store's setting itemTypes. @example 'virtual' */
  reason: 'virtual' | 'type_not_passed_on';
}

export class OrderDto {
  /** Magento's entity_id; negative where Magento holds another order in its place. @example '18' */
  orderCode: string;
  /** Magento's increment_id, printed on invoice and label. @example '000000018' */
  parentOrderCode: string;
  /** Magento's status code; null where Magento has none. @example 'pending' */
  status: string | null;
  /** Magento's state. @example 'new' */
  state: string | null;
  /** Where the order stands between Magento and Increff. */
  @IsEnum(SyncState)
  syncState: SyncState;
  /** Why it is held, waiting or ignored; nothing_left: all goods are cancelled or refunded; replaced_in_magento: Magento holds another order under its code. */
  syncReason: string | null;
  /** When the customer ordered (created_at); ISO 8601, UTC. @example '2026-11-23T09:16:57.000Z' */
  orderTime: string;
  /** orderTime plus the store's SLA days. @example '2026-11-25T09:16:57.000Z' */
  dispatchByTime: string;
  /** COD where paymentCode is one of the store's cash on delivery methods, else NCOD. @example 'NCOD' */
  paymentMethod: 'COD' | 'NCOD';
  /** Magento's payment method. @example 'checkmo' */
  paymentCode: string | null;
  /** Currency of all amounts. @example 'USD' */
  currency: string | null;
  /** Amounts of the whole order. */
  totals: TotalsDto;
  /** Who pays; null where Magento has no address. */
  billingAddress: AddressDto | null;
  /** null for orders without goods to ship. */
  shippingAddress: AddressDto | null;
  /** Lines that a warehouse packs. */
  orderItems: OrderItemDto[];
  /** Lines that are no goods to pack, with the reason. */
  itemsLeftOut: ItemLeftOutDto[];
  /** The shop put it on hold: it must not be packed. @example false */
  onHold: boolean;
  /** The order that this one replaces, where it was edited in Magento. */
  predecessor: OrderLinkDto | null;
  /** The order that replaces this one; this one is cancelled then. */
  successor: OrderLinkDto | null;
  /** Number of the first order of a chain of edits. @example '000000017' */
  originalOrderCode: string | null;
  /** How many edits led to this order. @example 0 */
  editNumber: number;
  /** Coupon that the customer used; null for none. @example 'SPRING10' */
  couponCode: string | null;
  /** What the customer wrote. @example 'Please ring twice' */
  customerNote: string | null;
  /** Gift message of the whole order; null for none. */
  giftMessage: GiftMessageDto | null;
  /** Values by the store's setting customFields. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { deliveryDate: '2026-11-30' } })
  customFields: Record<string, unknown>;
  /** 1 at first, one more with each change that Magento showed. @example 1 */
  revision: number;
  /** When it changed here; see changedSince. @example '2026-11-23T09:17:12.345678Z' */
  changedAt: string;
  /** Magento's created_at; ISO 8601, UTC. */
  magentoCreatedAt: string;
  /** Magento's updated_at; ISO 8601, UTC. It does not move with comments and tracks. */
  magentoUpdatedAt: string;
  /** When the order came in here first; ISO 8601, UTC. */
  firstSeenAt: string;
}

export class OrderPageDto {
  /** Orders of the page. */
  items: OrderDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

/** As in Increff's form of a customer's cancellation. */
export class CancelledLineDto {
  /** Magento's SKU of the line. @example 'MUG-01' */
  channelSkuCode: string;
  /** The line: Magento's item_id. @example '31' */
  orderItemCode: string;
  /** Units of the line that are cancelled by now, in all. @example '2' */
  cancelledQuantity: string;
}

export class CancelledOrderDto extends OrderDto {
  /** False where only some units are cancelled, and the rest is to be fulfilled. @example false */
  fullyCancelled: boolean;
  /** Lines of which units are cancelled. */
  cancelledItems: CancelledLineDto[];
}

export class CancelledOrderPageDto {
  /** Orders of the page. */
  items: CancelledOrderDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

export class OrderStatusDto {
  /** The order: Magento's entity_id. @example '18' */
  orderCode: string;
  /** Magento's status code right now. @example 'processing' */
  status: string | null;
  /** When Magento was asked; ISO 8601, UTC. */
  checkedAt: string;
}

export class OrderEventDto {
  /** When it happened; ISO 8601, UTC. */
  at: string;
  /** Who caused it: Magento, Increff, a person (OPERATOR), the service itself, or a courier's event (AGGREGATOR). @example 'MAGENTO' */
  source: 'MAGENTO' | 'INCREFF' | 'OPERATOR' | 'SERVICE' | 'AGGREGATOR';
  /** What happened, e.g. ORDER_SEEN, ORDER_CHANGED, ACKNOWLEDGE_APPLIED, CANCEL_REFUSED. @example 'ORDER_SEEN' */
  kind: string;
  /** Run, operation or request that ties lines together. */
  correlationId: string | null;
  /** What changed, without personal data. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  summary: Record<string, unknown>;
}

export class TimelineDto {
  /** The order: Magento's entity_id. @example '18' */
  orderCode: string;
  /** What happened to it, the earliest first. */
  events: OrderEventDto[];
}
