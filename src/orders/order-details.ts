import type { MagentoGiftMessage, MagentoOrder } from '../magento/magento.types.js';

/** Another order of a chain of edits. */
export interface OrderLink {
  orderCode: string | null;
  parentOrderCode: string | null;
}

/** Of an order that was edited in Magento, which cancels it and places another one: 000000012, 000000012-1, 000000012-2. */
export interface OrderLinks {
  predecessor?: OrderLink;
  successor?: OrderLink;
  /** Number of the first order of the chain. */
  original?: string;
  /** How many edits led here. */
  edit?: number;
}

export interface GiftMessage {
  from: string | null;
  to: string | null;
  message: string | null;
}

export interface OrderNotes {
  couponCode?: string;
  customerNote?: string;
  giftMessage?: GiftMessage;
}

/** Undefined for none. What cannot be read is none: an order is not kept out for it. */
export function linksOf(order: MagentoOrder): OrderLinks | undefined {
  const predecessor = linkOf(order.relation_parent_id, order.relation_parent_real_id);
  const successor = linkOf(order.relation_child_id, order.relation_child_real_id);
  const original = wordsOf(order.original_increment_id);
  const edit = Number(idOf(order.edit_increment) ?? 0);
  const isEdited = predecessor !== undefined || edit > 0;
  if (!isEdited && !successor) return undefined;
  return {
    ...(predecessor ? { predecessor } : {}),
    ...(successor ? { successor } : {}),
    ...(original ? { original } : {}),
    ...(edit > 0 ? { edit } : {}),
  };
}

/** Undefined for none. */
export function notesOf(order: MagentoOrder): OrderNotes | undefined {
  const couponCode = wordsOf(order.coupon_code);
  const customerNote = wordsOf(order.customer_note);
  const giftMessage = giftMessageOf(order.extension_attributes?.gift_message);
  if (!couponCode && !customerNote && !giftMessage) return undefined;
  return {
    ...(couponCode ? { couponCode } : {}),
    ...(customerNote ? { customerNote } : {}),
    ...(giftMessage ? { giftMessage } : {}),
  };
}

/** Magento_GiftMessage's, of an order or a line. */
export function giftMessageOf(given: MagentoGiftMessage | null | undefined): GiftMessage | undefined {
  const from = wordsOf(given?.sender) ?? null;
  const to = wordsOf(given?.recipient) ?? null;
  const message = wordsOf(given?.message) ?? null;
  return (from ?? to ?? message) ? { from, to, message } : undefined;
}

function linkOf(id: unknown, number: unknown): OrderLink | undefined {
  const orderCode = idOf(id) ?? null;
  const parentOrderCode = wordsOf(number) ?? null;
  return (orderCode ?? parentOrderCode) ? { orderCode, parentOrderCode } : undefined;
}

/** Some answers have ids as texts, and 0 for none. */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^[1-9]\d{0,17}$/.test(text) ? text : undefined;
}

function wordsOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
