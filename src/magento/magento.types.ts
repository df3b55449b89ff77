/**
 * Magento's own words and spelling. Null getters are left out of answers, so every field may be missing; a release may
 * send null instead, so missing and null mean the same (spec: Magento 2.4 REST, ServiceOutputProcessor).
 */
type Maybe<T> = T | null | undefined;

export interface MagentoAddress {
  prefix?: Maybe<string>;
  suffix?: Maybe<string>;
  firstname?: Maybe<string>;
  middlename?: Maybe<string>;
  lastname?: Maybe<string>;
  company?: Maybe<string>;
  street?: Maybe<string[]>;
  city?: Maybe<string>;
  region?: Maybe<string>;
  region_code?: Maybe<string>;
  postcode?: Maybe<string>;
  country_id?: Maybe<string>;
  email?: Maybe<string>;
  telephone?: Maybe<string>;
}

export interface MagentoGiftMessage {
  sender?: Maybe<string>;
  recipient?: Maybe<string>;
  message?: Maybe<string>;
}

export interface MagentoOrderItem {
  item_id: number;
  parent_item_id?: Maybe<number>;
  parent_item?: Maybe<MagentoOrderItem>;
  order_id?: Maybe<number>;
  product_id?: Maybe<number>;
  sku?: Maybe<string>;
  name?: Maybe<string>;
  product_type?: Maybe<string>;
  qty_ordered?: Maybe<number>;
  qty_canceled?: Maybe<number>;
  qty_refunded?: Maybe<number>;
  qty_invoiced?: Maybe<number>;
  qty_shipped?: Maybe<number>;
  price?: Maybe<number>;
  price_incl_tax?: Maybe<number>;
  row_total?: Maybe<number>;
  row_total_incl_tax?: Maybe<number>;
  original_price?: Maybe<number>;
  discount_amount?: Maybe<number>;
  tax_amount?: Maybe<number>;
  discount_tax_compensation_amount?: Maybe<number>;
  weee_tax_applied_row_amount?: Maybe<number>;
  base_price?: Maybe<number>;
  base_price_incl_tax?: Maybe<number>;
  base_original_price?: Maybe<number>;
  base_tax_amount?: Maybe<number>;
  base_discount_amount?: Maybe<number>;
  base_discount_tax_compensation_amount?: Maybe<number>;
  base_row_total?: Maybe<number>;
  base_row_total_incl_tax?: Maybe<number>;
  /** So spelled (Weee/etc/db_schema.xml). */
  base_weee_tax_applied_row_amnt?: Maybe<number>;
  extension_attributes?: Maybe<{ gift_message?: Maybe<MagentoGiftMessage> }>;
  is_virtual?: Maybe<number>;
  is_qty_decimal?: Maybe<number>;
  product_option?: Maybe<{
    extension_attributes?: Maybe<{
      giftcard_item_option?: Maybe<Record<string, unknown>>;
      custom_options?: Maybe<object[]>;
    }>;
  }>;
}

export interface MagentoAppliedTax {
  code?: Maybe<string>;
  title?: Maybe<string>;
  percent?: Maybe<number>;
  amount?: Maybe<number>;
}

export interface MagentoOrder {
  entity_id: number;
  increment_id?: Maybe<string>;
  state?: Maybe<string>;
  status?: Maybe<string>;
  store_id?: Maybe<number>;
  created_at?: Maybe<string>;
  updated_at?: Maybe<string>;
  is_virtual?: Maybe<number>;
  /** Of an edited order. */
  original_increment_id?: Maybe<string>;
  edit_increment?: Maybe<number>;
  relation_parent_id?: Maybe<number | string>;
  relation_parent_real_id?: Maybe<string>;
  relation_child_id?: Maybe<number | string>;
  relation_child_real_id?: Maybe<string>;
  coupon_code?: Maybe<string>;
  customer_note?: Maybe<string>;
  customer_email?: Maybe<string>;
  order_currency_code?: Maybe<string>;
  base_currency_code?: Maybe<string>;
  base_to_order_rate?: Maybe<number>;
  base_grand_total?: Maybe<number>;
  base_subtotal?: Maybe<number>;
  base_shipping_amount?: Maybe<number>;
  base_shipping_discount_amount?: Maybe<number>;
  base_tax_amount?: Maybe<number>;
  base_discount_amount?: Maybe<number>;
  grand_total?: Maybe<number>;
  subtotal?: Maybe<number>;
  shipping_amount?: Maybe<number>;
  tax_amount?: Maybe<number>;
  shipping_tax_amount?: Maybe<number>;
  discount_amount?: Maybe<number>;
  discount_tax_compensation_amount?: Maybe<number>;
  shipping_discount_tax_compensation_amount?: Maybe<number>;
  base_shipping_incl_tax?: Maybe<number>;
  base_shipping_refunded?: Maybe<number>;
  base_shipping_tax_refunded?: Maybe<number>;
  base_total_paid?: Maybe<number>;
  base_total_refunded?: Maybe<number>;
  items?: Maybe<MagentoOrderItem[]>;
  billing_address?: Maybe<MagentoAddress>;
  payment?: Maybe<{ method?: Maybe<string> }>;
  status_histories?: Maybe<MagentoStatusHistory[]>;
  extension_attributes?: Maybe<{
    shipping_assignments?: Maybe<{ shipping?: Maybe<{ address?: Maybe<MagentoAddress> }> }[]>;
    applied_taxes?: Maybe<MagentoAppliedTax[]>;
    item_applied_taxes?: Maybe<
      { type?: Maybe<string>; item_id?: Maybe<number>; applied_taxes?: Maybe<MagentoAppliedTax[]> }[]
    >;
    cash_on_delivery_fee?: Maybe<number>;
    amstorecredit_amount?: Maybe<number>;
    gift_message?: Maybe<MagentoGiftMessage>;
    gift_cards_amount?: Maybe<number>;
    customer_balance_amount?: Maybe<number>;
    reward_currency_amount?: Maybe<number>;
    gw_price?: Maybe<number>;
    gw_items_price?: Maybe<number>;
    gw_card_price?: Maybe<number>;
    custom_fees?: Maybe<{ custom_fee_code?: Maybe<string>; custom_fee_amount?: Maybe<number> }[]>;
  }>;
}

export interface MagentoStatusHistory {
  entity_id?: Maybe<number>;
  comment?: Maybe<string>;
  status?: Maybe<string>;
  created_at?: Maybe<string>;
}

/** Body of POST orders/{id}/comments. */
export interface MagentoComment {
  comment: string;
  status?: string;
  entity_name: 'order';
  parent_id: number;
  is_customer_notified: 0 | 1;
  is_visible_on_front: 0 | 1;
}

export interface MagentoDocumentItem {
  entity_id?: Maybe<number>;
  order_item_id: number;
  sku?: Maybe<string>;
  name?: Maybe<string>;
  qty: number;
}

export interface MagentoDocumentComment {
  comment?: Maybe<string>;
}

export interface MagentoInvoiceItem extends MagentoDocumentItem {
  parent_id?: Maybe<number>;
  product_id?: Maybe<number>;
  description?: Maybe<string>;
  price?: Maybe<number>;
  price_incl_tax?: Maybe<number>;
  row_total?: Maybe<number>;
  row_total_incl_tax?: Maybe<number>;
  tax_amount?: Maybe<number>;
  discount_amount?: Maybe<number>;
  base_price?: Maybe<number>;
  base_price_incl_tax?: Maybe<number>;
  base_row_total?: Maybe<number>;
  base_row_total_incl_tax?: Maybe<number>;
  base_tax_amount?: Maybe<number>;
  discount_tax_compensation_amount?: Maybe<number>;
  base_discount_tax_compensation_amount?: Maybe<number>;
}

/** States: 1 open, 2 paid, 3 cancelled. */
export interface MagentoInvoice {
  entity_id: number;
  increment_id?: Maybe<string>;
  order_id: number;
  state?: Maybe<number>;
  grand_total?: Maybe<number>;
  tax_amount?: Maybe<number>;
  order_currency_code?: Maybe<string>;
  created_at?: Maybe<string>;
  updated_at?: Maybe<string>;
  transaction_id?: Maybe<string>;
  base_currency_code?: Maybe<string>;
  store_to_base_rate?: Maybe<number>;
  store_to_order_rate?: Maybe<number>;
  subtotal?: Maybe<number>;
  subtotal_incl_tax?: Maybe<number>;
  total_qty?: Maybe<number>;
  discount_amount?: Maybe<number>;
  base_discount_amount?: Maybe<number>;
  discount_tax_compensation_amount?: Maybe<number>;
  shipping_amount?: Maybe<number>;
  base_shipping_amount?: Maybe<number>;
  base_grand_total?: Maybe<number>;
  base_tax_amount?: Maybe<number>;
  billing_address_id?: Maybe<number>;
  shipping_address_id?: Maybe<number>;
  items?: Maybe<MagentoInvoiceItem[]>;
  comments?: Maybe<MagentoDocumentComment[]>;
}

export interface MagentoTrack {
  entity_id?: Maybe<number>;
  description?: Maybe<string>;
  track_number?: Maybe<string>;
  title?: Maybe<string>;
  carrier_code?: Maybe<string>;
}

export interface MagentoShipment {
  entity_id: number;
  increment_id?: Maybe<string>;
  order_id: number;
  created_at?: Maybe<string>;
  /** base64 */
  shipping_label?: Maybe<string>;
  items?: Maybe<MagentoDocumentItem[]>;
  tracks?: Maybe<MagentoTrack[]>;
  comments?: Maybe<MagentoDocumentComment[]>;
  extension_attributes?: Maybe<{ source_code?: Maybe<string> }>;
}

/** States: 1 open, 2 refunded, 3 cancelled. */
export interface MagentoCreditMemo {
  entity_id: number;
  increment_id?: Maybe<string>;
  order_id: number;
  /** Left out by order/{id}/refund. */
  invoice_id?: Maybe<number>;
  state?: Maybe<number>;
  grand_total?: Maybe<number>;
  base_grand_total?: Maybe<number>;
  tax_amount?: Maybe<number>;
  shipping_amount?: Maybe<number>;
  /** Positive less negative. */
  adjustment?: Maybe<number>;
  base_adjustment?: Maybe<number>;
  base_shipping_amount?: Maybe<number>;
  base_shipping_incl_tax?: Maybe<number>;
  order_currency_code?: Maybe<string>;
  created_at?: Maybe<string>;
  items?: Maybe<MagentoDocumentItem[]>;
  comments?: Maybe<MagentoDocumentComment[]>;
}

/** What is made of an order and bears comments. */
export type MagentoDocument = MagentoInvoice | MagentoShipment | MagentoCreditMemo;

export interface MagentoLine {
  order_item_id: number;
  qty: number;
}

/** At least one: Magento takes an empty list for everything that is left (recorded exchanges 910, 918). */
export type MagentoLines = [MagentoLine, ...MagentoLine[]];

/** Stored with the document whether or not a mail is sent. */
interface NewDocumentComment {
  comment: string;
  is_visible_on_front: 0 | 1;
}

/** Body of POST order/{id}/invoice. Without items: everything that is left. */
export interface NewInvoice {
  capture: boolean;
  notify: boolean;
  items?: MagentoLines;
  comment: NewDocumentComment;
}

/**
 * Body of POST order/{id}/refund and invoice/{id}/refund. A line of quantity 0 keeps Magento from taking all of them. Without
 * `shipping_amount` it gives back all of the shipping cost. Amounts are in the shop's base currency (Sales CreditmemoFactory).
 */
export interface NewRefund {
  items: MagentoLines;
  /** Of invoice/{id}/refund: the payment method is to pay the money back. */
  isOnline?: true;
  notify: boolean;
  comment: NewDocumentComment;
  arguments: {
    shipping_amount: number;
    adjustment_positive: number;
    adjustment_negative: number;
    /** Order rows whose goods are for sale again. */
    extension_attributes?: { return_to_stock_items: number[] };
  };
}

/** Body of POST order/{id}/ship. Without items: everything that is left. */
export interface NewShip {
  items?: MagentoLines;
  notify: boolean;
  tracks?: { track_number: string; title: string; carrier_code: string }[];
  comment: NewDocumentComment;
  arguments?: { extension_attributes: { source_code: string } };
}

/** `entity` of POST shipment/track, and a track within POST shipment/. The schema requires every field. */
export interface NewTrack {
  order_id: number;
  created_at?: string;
  parent_id: number;
  weight: number;
  qty: number;
  description: string;
  track_number: string;
  title: string;
  carrier_code: string;
}

/** `entity` of POST shipment/{id}/comments. */
export interface NewShipmentComment {
  comment: string;
  is_customer_notified: 0;
  is_visible_on_front: 0;
  parent_id: number;
}

/** `entity` of POST shipment/. */
export interface NewShipment {
  order_id: number;
  created_at: string;
  /** Without `sku` the shipment's item has neither name nor SKU in Magento: this route copies nothing from the order. */
  items: (MagentoLine & { sku?: string })[];
  tracks: NewTrack[];
  comments: {
    comment: string;
    is_customer_notified: 0 | 1;
    is_visible_on_front: 0 | 1;
    parent_id: number;
    created_at: string;
  }[];
  extension_attributes?: { source_code: string };
}

export interface MagentoSourceItem {
  sku: string;
  source_code: string;
  quantity: number;
  /** 1 in stock, 0 out of stock */
  status: 0 | 1;
}

export interface MagentoProduct {
  id: number;
  sku: string;
  /** 1 enabled, 2 disabled */
  status?: Maybe<number>;
  type_id?: Maybe<string>;
}
