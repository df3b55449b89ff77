/** Code of each order with the UTC day on which it was created; without one where Magento could not deliver the order. */
export type DayOfOrders = ReadonlyMap<string, string | undefined>;

export interface OrdersOfDay {
  /** `2026-11-24`, UTC. */
  day: string;
  ordersMagento: number;
  ordersHere: number;
}

/** Pure: the days on which either side has orders, the earliest first. What has no day there is counted under ours. */
export function countByDay(here: DayOfOrders, there: DayOfOrders): OrdersOfDay[] {
  const days = new Map<string, OrdersOfDay>();
  const add = (day: string | undefined, side: 'ordersMagento' | 'ordersHere'): void => {
    if (day === undefined) return;
    const counts = days.get(day) ?? { day, ordersMagento: 0, ordersHere: 0 };
    counts[side]++;
    days.set(day, counts);
  };
  for (const day of here.values()) add(day, 'ordersHere');
  for (const [code, day] of there) add(day ?? here.get(code), 'ordersMagento');
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
