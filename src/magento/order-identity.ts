import type { MagentoOrder } from './magento.types.js';

/** Magento's key of an order: a whole number, also where a module of the shop writes it as text. */
export function entityIdOf(order: { entity_id?: unknown }): number | undefined {
  return toId(order.entity_id);
}

/** The key of an order that does not say it itself: its parts name the order they belong to. */
export function impliedEntityId(order: MagentoOrder): number | undefined {
  const {
    payment,
    billing_address: address,
    items,
  } = order as {
    payment?: unknown;
    billing_address?: unknown;
    items?: unknown;
  };
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  return (
    entityIdOf(order) ??
    field(payment, 'parent_id') ??
    field(address, 'parent_id') ??
    field(first, 'order_id')
  );
}

function field(part: unknown, name: string): number | undefined {
  return typeof part === 'object' && part !== null
    ? toId((part as Record<string, unknown>)[name])
    : undefined;
}

function toId(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
