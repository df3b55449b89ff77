import type { Order } from './magento-order.js';

export type SortField = 'created_at' | 'updated_at' | 'entity_id';

/** Orders by (field, entity_id). What changed is put into its new place when the list is asked for next. */
export class SortedOrders {
  private list: Order[];
  private readonly moved = new Set<Order>();

  constructor(
    private readonly field: SortField,
    orders: Iterable<Order>,
  ) {
    this.list = [...orders].sort(this.compare);
  }

  changed(order: Order): void {
    this.moved.add(order);
  }

  /** @param isThere false for an order that was deleted */
  all(isThere: (order: Order) => boolean): Order[] {
    if (this.moved.size === 0) return this.list;
    const rest = this.list.filter((order) => !this.moved.has(order));
    const moved = [...this.moved].filter(isThere).sort(this.compare);
    this.moved.clear();
    this.list = this.merged(rest, moved);
    return this.list;
  }

  private merged(rest: Order[], moved: Order[]): Order[] {
    const all: Order[] = [];
    let next = 0;
    for (const order of rest) {
      while (next < moved.length && this.compare(moved[next]!, order) < 0) all.push(moved[next++]!);
      all.push(order);
    }
    return [...all, ...moved.slice(next)];
  }

  private readonly compare = (a: Order, b: Order): number => {
    const [one, other] = [a[this.field], b[this.field]];
    return one < other ? -1 : one > other ? 1 : a.entity_id - b.entity_id;
  };
}
