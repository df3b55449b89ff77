/** On a bundle's row: its options are shipped one by one. REST does not show it. */
export const SEPARATELY = Symbol('separately');

/** Rows as the sandbox keeps them: the shape of Magento's REST order, without what is repeated on the way out. */
export interface Item {
  item_id: number;
  order_id: number;
  parent_item_id?: number;
  product_type: string;
  sku: string;
  name: string;
  qty_ordered: number;
  qty_canceled: number;
  qty_invoiced: number;
  qty_refunded: number;
  qty_shipped: number;
  price: number;
  discount_amount: number;
  is_virtual: number;
  row_total: number;
  updated_at: string;
  extension_attributes?: Record<string, unknown>;
  [SEPARATELY]?: boolean;
  [field: string]: unknown;
}

export interface History {
  entity_id: number;
  parent_id: number;
  comment: string | null;
  status?: string;
  created_at: string;
  is_customer_notified: number | null;
  is_visible_on_front: number;
  entity_name?: string;
}

export interface Order {
  entity_id: number;
  increment_id: string;
  state: string;
  status: string | null;
  created_at: string;
  updated_at: string;
  store_id: number;
  is_virtual: number;
  grand_total: number;
  subtotal: number;
  shipping_amount: number;
  tax_amount: number;
  items: Item[];
  payment: Record<string, unknown>;
  billing_address: Record<string, unknown>;
  extension_attributes: Record<string, unknown> & {
    shipping_assignments: { shipping: Record<string, unknown>; items?: unknown }[];
  };
  status_histories: History[];
  [field: string]: unknown;
}

export interface Invoice {
  entity_id: number;
  increment_id: string;
  order_id: number;
  state: number;
  grand_total: number;
  created_at: string;
  updated_at: string;
  items: {
    entity_id: number;
    parent_id: number;
    order_item_id: number;
    sku: string;
    name: string;
    qty: number;
  }[];
  [field: string]: unknown;
}

export interface CreditMemo {
  entity_id: number;
  increment_id: string;
  order_id: number;
  state: number;
  grand_total: number;
  created_at: string;
  updated_at: string;
  items: {
    entity_id: number;
    parent_id: number;
    order_item_id: number;
    sku: string;
    name: string;
    qty: number;
  }[];
  [field: string]: unknown;
}

export interface Shipment {
  entity_id: number;
  increment_id: string;
  order_id: number;
  created_at: string;
  updated_at: string;
  items: {
    entity_id: number;
    parent_id: number;
    order_item_id: number;
    sku?: string;
    name?: string;
    qty: number;
  }[];
  tracks: Record<string, unknown>[];
  comments: Record<string, unknown>[];
  packages: unknown[];
  [field: string]: unknown;
}

export type Release = '2.4.3' | '2.4.6' | '2.4.7' | '2.4.8';

/** `2026-11-23 09:13:03`, UTC, whole seconds. */
export function magentoTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function cents(value: number): number {
  return Math.round(value * 10000) / 10000;
}
