import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MagentoOrder } from '../../src/magento/magento.types.js';
import { mapOrder } from '../../src/orders/orders.mapper.js';
import { StoreSettings } from '../../src/stores/dto/store-settings.dto.js';
import { moneyOrders } from '../sandbox/money-orders.js';

/** Full size: MONEY_ORDERS=100000. */
const ORDERS = Number(process.env['MONEY_ORDERS'] ?? 3000);
const settings = new StoreSettings();
const cents = (amount: string): number => Math.round(Number(amount) * 100);

it('passes on each line with what is paid for it, to the cent, or holds the order for the right reason', () => {
  const seen = { NEW: 0, HELD: 0, IGNORED: 0 };
  fc.assert(
    fc.property(moneyOrders, ({ order, paid, unknown, tampered }) => {
      const mapped = mapOrder(order as MagentoOrder, settings);
      const lines = Map.groupBy(mapped.items, ({ item_id: id, parent_item_id: parent }) =>
        paid.has(Number(id)) ? Number(id) : Number(parent),
      );
      const sums = [...lines].map(([id, items]) => [
        id,
        items.reduce((sum, item) => sum + cents(item.row_total), 0),
      ]);
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(paid));
      const left = mapped.items.some(
        (item) =>
          Number(item.quantity_ordered) > Number(item.quantity_cancelled) + Number(item.quantity_refunded),
      );
      const reason =
        paid.size === 0
          ? 'no_simple_items'
          : !left
            ? 'nothing_left'
            : unknown !== 0
              ? 'totals_not_balanced'
              : tampered !== 0
                ? 'lines_not_balanced'
                : null;
      expect(mapped.sync_reason).toBe(reason);
      seen[mapped.sync_state as 'NEW']++;
    }),
    { numRuns: ORDERS },
  );
  expect(Object.values(seen).every((count) => count > ORDERS / 100)).toBe(true);
  process.stdout.write(`orders with money: ${JSON.stringify(seen)}\n`);
});
