import { hash } from 'node:crypto';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoAddress, MagentoOrder } from '../magento/magento.types.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { CustomFieldDto } from '../stores/dto/custom-field.dto.js';
import { type CustomFields, customFieldsOf, customPathsOf } from './custom-fields.js';
import { fromColumn } from './money.js';
import { type OrderLinks, linksOf, type OrderNotes, notesOf } from './order-details.js';
import { textOf, UnmappableOrderError, wholeNumberOf } from './order-fields.js';
import { type LeftOutLine, mapLines, type OrderItemRecord } from './order-item.mapper.js';
import { classify, type Classification, type Goods, SyncState } from './order-sync-state.js';
import { type BaseAmounts, baseAmountsOf } from './base-amounts.js';
import type { OwnSku } from './product-skus.js';
import { mapTotals, type OrderTotals } from './order-totals.js';

/** Increff's address. */
export interface Address {
  name: string;
  line1: string;
  line2: string;
  line3: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  email: string;
  phone: string;
  /** Only where there is one. */
  company?: string;
}

/** One order as it is stored: names of the columns of "order", amounts as decimal text. */
export interface OrderRecord extends OrderTotals, Classification {
  entity_id: string;
  increment_id: string;
  status: string | null;
  state: string | null;
  payment_code: string | null;
  payment_method: 'COD' | 'NCOD';
  currency: string | null;
  billing_address: Address | null;
  shipping_address: Address | null;
  magento_store_id: number | null;
  magento_created_at: string;
  magento_updated_at: string;
  /** Undefined for none, as `base_amounts`: so the content of a plain order is the same with and without them. */
  left_out?: LeftOutLine[];
  base_amounts?: BaseAmounts;
  links?: OrderLinks;
  notes?: OrderNotes;
  custom_fields?: CustomFields;
  partly_cancelled?: true;
  items: OrderItemRecord[];
  content_hash: string;
  /** The order without its items, and the items, as text: made once, hashed, and sent to the database as it is. */
  json: string;
  itemsJson: string;
}

/** Pure. @throws UnmappableOrderError, NotAnAmountError */
export function mapOrder(order: MagentoOrder, settings: StoreSettings, ownSku?: OwnSku): OrderRecord {
  const createdAt = fromMagentoTime(order.created_at);
  const updatedAt = fromMagentoTime(order.updated_at) ?? createdAt;
  const entityId = entityIdOf(order);
  if (entityId === undefined) throw new UnmappableOrderError('no entity_id');
  if (!createdAt || !updatedAt) throw new UnmappableOrderError('no created_at');
  const baseAmounts = baseAmountsOf(order);
  const fields = customPathsOf(settings.customFields);
  const { items, leftOut } = mapLines(order, {
    itemTypes: settings.itemTypes,
    customFields: fields.line,
    ownSku,
    withBase: baseAmounts !== undefined,
  });
  const { totals, imbalance } = mapTotals(order, settings.totalAttributes);
  const shipping = order.extension_attributes?.shipping_assignments?.[0]?.shipping?.address;
  const paymentCode = textOf(order.payment?.method, 'payment.method');
  const status = textOf(order.status, 'status');
  const state = textOf(order.state, 'state');
  const classification = classify({ status, state }, imbalance, goodsOf(items), createdAt, settings);
  const content = {
    entity_id: String(entityId),
    increment_id: textOf(order.increment_id, 'increment_id') ?? String(entityId),
    status,
    state,
    ...classification,
    payment_code: paymentCode,
    payment_method:
      paymentCode !== null && settings.codMethods.includes(paymentCode)
        ? ('COD' as const)
        : ('NCOD' as const),
    currency: textOf(order.order_currency_code, 'order_currency_code'),
    ...totals,
    billing_address: mapAddress(order.billing_address, order.customer_email),
    shipping_address: mapAddress(shipping, order.customer_email),
    magento_store_id: wholeNumberOf(order.store_id, 'store_id') ?? null,
    magento_created_at: createdAt.toISOString(),
    magento_updated_at: updatedAt.toISOString(),
    ...(leftOut.length > 0 ? { left_out: leftOut } : {}),
    ...(baseAmounts ? { base_amounts: baseAmounts } : {}),
    ...detailsOf(order, fields.order),
    ...(isPartlyCancelled(classification, items) ? { partly_cancelled: true as const } : {}),
  };
  return toRecord(content, items, '');
}

function detailsOf(
  order: MagentoOrder,
  customFields: CustomFieldDto[],
): Pick<OrderRecord, 'links' | 'notes' | 'custom_fields'> {
  const links = linksOf(order);
  const notes = notesOf(order);
  const fields = customFieldsOf(customFields, order);
  return {
    ...(links ? { links } : {}),
    ...(notes ? { notes } : {}),
    ...(fields ? { custom_fields: fields } : {}),
  };
}

function goodsOf(items: OrderItemRecord[]): Goods {
  if (items.length === 0) return 'none';
  const isOpen = (item: OrderItemRecord): boolean =>
    fromColumn(item.quantity_ordered) >
    fromColumn(item.quantity_cancelled) + fromColumn(item.quantity_refunded);
  return items.some(isOpen) ? 'some' : 'gone';
}

function isPartlyCancelled({ sync_state: state }: Classification, items: OrderItemRecord[]): boolean {
  return (
    state !== SyncState.Cancelled &&
    items.some(({ quantity_cancelled: quantity }) => fromColumn(quantity) > 0)
  );
}

type Content = Omit<OrderRecord, 'items' | 'content_hash' | 'json' | 'itemsJson'>;

/** Begins the hash of a content that holds nothing of the customer; the database asks for it on orders that were erased. */
const WITHOUT_CUSTOMER = 'e:';

/** The same order without its customer: name, address, what they wrote, and to whom a gift goes. */
export function withoutCustomer(record: OrderRecord): OrderRecord {
  const { items, content_hash: _hash, json: _json, itemsJson: _itemsJson, ...all } = record;
  const { notes: _notes, custom_fields: _fields, ...content } = all;
  return toRecord(
    { ...content, billing_address: null, shipping_address: null },
    items.map(({ gift_message: _message, custom_fields: _ofLine, ...item }) => ({ ...item, gift: null })),
    WITHOUT_CUSTOMER,
  );
}

export function isWithoutCustomer(record: OrderRecord): boolean {
  return record.content_hash.startsWith(WITHOUT_CUSTOMER);
}

function toRecord(content: Content, items: OrderItemRecord[], hashBegins: string): OrderRecord {
  const json = JSON.stringify(content);
  const itemsJson = items
    .map((item) => `{"entity_id":"${content.entity_id}",${JSON.stringify(item).slice(1)}`)
    .join(',');
  const contentHash = hashBegins + hash('sha1', json + itemsJson, 'base64');
  return { ...content, items, content_hash: contentHash, json, itemsJson };
}

/** Streets have up to four lines in Magento and three with Increff: the rest goes into the third. */
function mapAddress(
  address: MagentoAddress | null | undefined,
  email: string | null | undefined,
): Address | null {
  if (!address) return null;
  const text = (field: keyof MagentoAddress): string | null => textOf(address[field], `address.${field}`);
  const [line1, line2, ...rest] = linesOf(address.street);
  const company = text('company');
  const parts = (['prefix', 'firstname', 'middlename', 'lastname', 'suffix'] as const).map(text);
  const name = parts.filter(Boolean).join(' ');
  return {
    name,
    line1: line1 ?? '',
    line2: line2 ?? '',
    line3: rest.join(', '),
    city: text('city') ?? '',
    state: text('region') ?? text('region_code') ?? '',
    zip: text('postcode') ?? '',
    country: text('country_id') ?? '',
    email: text('email') ?? textOf(email, 'customer_email') ?? '',
    phone: text('telephone') ?? '',
    ...(company ? { company } : {}),
  };
}

function linesOf(street: unknown): string[] {
  const lines = Array.isArray(street) ? (street as unknown[]) : [street];
  return lines.map((line) => textOf(line, 'address.street') ?? '');
}
