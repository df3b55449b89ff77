import { hash } from 'node:crypto';
import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoAddress, MagentoOrder } from '../magento/magento.types.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { mapItems, type OrderItemRecord } from './order-item.mapper.js';
import { classify, type Classification } from './order-sync-state.js';
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
  items: OrderItemRecord[];
  content_hash: string;
  /** The order without its items, and the items, as text: made once, hashed, and sent to the database as it is. */
  json: string;
  itemsJson: string;
}

/** The order lacks what makes it an order; it is parked instead of stored half. */
export class UnmappableOrderError extends Error {}

/** Pure. @throws UnmappableOrderError */
export function mapOrder(order: MagentoOrder, settings: StoreSettings): OrderRecord {
  const createdAt = fromMagentoTime(order.created_at);
  const updatedAt = fromMagentoTime(order.updated_at) ?? createdAt;
  if (!Number.isSafeInteger(order.entity_id) || order.entity_id <= 0) {
    throw new UnmappableOrderError('no entity_id');
  }
  if (!createdAt || !updatedAt) throw new UnmappableOrderError('no created_at');
  const items = mapItems(order);
  const totals = mapTotals(order);
  const shipping = order.extension_attributes?.shipping_assignments?.[0]?.shipping?.address;
  const paymentCode = order.payment?.method ?? null;
  const content = {
    entity_id: String(order.entity_id),
    increment_id: order.increment_id ?? String(order.entity_id),
    status: order.status ?? null,
    state: order.state ?? null,
    ...classify(order, totals, items.length, createdAt, settings),
    payment_code: paymentCode,
    payment_method:
      paymentCode !== null && settings.codMethods.includes(paymentCode)
        ? ('COD' as const)
        : ('NCOD' as const),
    currency: order.order_currency_code ?? null,
    ...totals,
    billing_address: mapAddress(order.billing_address, order.customer_email),
    shipping_address: mapAddress(shipping, order.customer_email),
    magento_store_id: order.store_id ?? null,
    magento_created_at: createdAt.toISOString(),
    magento_updated_at: updatedAt.toISOString(),
  };
  const json = JSON.stringify(content);
  const itemsJson = items
    .map((item) => `{"entity_id":"${order.entity_id}",${JSON.stringify(item).slice(1)}`)
    .join(',');
  return { ...content, items, content_hash: hash('sha1', json + itemsJson, 'base64'), json, itemsJson };
}

/** Streets have up to four lines in Magento and three with Increff: the rest goes into the third. */
function mapAddress(
  address: MagentoAddress | null | undefined,
  email: string | null | undefined,
): Address | null {
  if (!address) return null;
  const [line1, line2, ...rest] = address.street ?? [];
  const name = [address.firstname, address.middlename, address.lastname].filter(Boolean).join(' ');
  return {
    name,
    line1: line1 ?? '',
    line2: line2 ?? '',
    line3: rest.join(', '),
    city: address.city ?? '',
    state: address.region ?? address.region_code ?? '',
    zip: address.postcode ?? '',
    country: address.country_id ?? '',
    email: address.email ?? email ?? '',
    phone: address.telephone ?? '',
  };
}
