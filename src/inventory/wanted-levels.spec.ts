import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { InventoryItemDto } from './dto/inventory.dto.js';
import { readBatch } from './wanted-levels.js';

const store = { settings: new StoreSettings() } as StoreContext;

/** What is stored of a SKU after a request for each row, one after the other; `MERGED` in levels.ts says so in SQL. */
function oneByOne(rows: InventoryItemDto[]): Record<string, number> {
  let locations: Record<string, number> = {};
  for (const { locationCode, quantity } of rows) {
    const location = locationCode ?? '';
    const { '': _all, ...others } = locations;
    locations = location === '' ? { '': quantity } : { ...others, [location]: quantity };
  }
  return locations;
}

const row = fc.record({
  channelSkuCode: fc.constantFrom('SKU', 'sku'),
  quantity: fc.integer({ min: 0, max: 50 }),
  locationCode: fc.constantFrom(null, 'WH1', 'WH2', 'WH3'),
});

describe(readBatch.name, () => {
  it('asks for what the rows would, one after the other', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (inventories) => {
        const { levels, refused } = readBatch(store, { inventories });
        const expected = oneByOne(inventories);
        const [level] = levels.values();
        expect(refused).toEqual([]);
        expect(levels.size).toBe(1);
        expect(level!.wanted.locations).toEqual(expected);
        expect(level!.wanted.quantity).toBe(Object.values(expected).reduce((sum, one) => sum + one, 0));
        const answered = level!.rows.map(({ locationCode, quantity }) => [locationCode ?? '', quantity]);
        expect(Object.fromEntries(answered)).toEqual(expected);
        expect(answered).toHaveLength(Object.keys(expected).length);
      }),
    );
  });

  it('leaves a negative row out and names it, whatever else asks for the SKU', () => {
    const { levels, refused } = readBatch(store, {
      inventories: [
        { channelSkuCode: 'SKU', quantity: -1, locationCode: 'WH1' },
        { channelSkuCode: 'SKU', quantity: 2, locationCode: 'WH2' },
      ],
    });
    expect(refused).toMatchObject([{ channelSkuCode: 'SKU', quantity: -1, code: 'NEGATIVE_QUANTITY' }]);
    expect([...levels.values()].map(({ wanted }) => wanted.locations)).toEqual([{ WH2: 2 }]);
  });
});
