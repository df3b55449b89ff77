import type { MagentoOrder } from '../magento/magento.types.js';

/** What the rules for writes look at. */
export interface OrderFacts {
  state: string;
  status: string | null;
  invoiced: boolean;
  shipped: boolean;
  /** At least a part of a row. */
  cancelled: boolean;
}

export function factsOf(order: MagentoOrder): OrderFacts {
  const items = order.items ?? [];
  return {
    state: order.state ?? '',
    status: order.status ?? null,
    invoiced: items.some((item) => (item.qty_invoiced ?? 0) > 0),
    cancelled: items.some((item) => (item.qty_canceled ?? 0) > 0),
    shipped: items.some((item) => (item.qty_shipped ?? 0) > 0),
  };
}
