import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadRequestError } from '../platform/errors/app-error.js';
import { InventoryMode, StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { InventoryItemDto, PutInventoriesDto } from './dto/inventory.dto.js';
import { levelKey, negative, readBatch, toWanted } from './wanted-levels.js';

const store = { settings: new StoreSettings() } as StoreContext;

/** What is stored of a SKU after a request for each row, one after the other; `MERGED` in inventory-levels.repository.ts says so in SQL. */
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

  it('leaves a negative row out and names it, even if another asks for the SKU', () => {
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

describe('what a row asks for', () => {
  const sources = {
    settings: Object.assign(new StoreSettings(), {
      inventoryMode: InventoryMode.SourceItems,
      locationSources: { WH1: 'north', WH2: 'north' },
    }),
  } as unknown as StoreContext;
  const stock = {
    settings: Object.assign(new StoreSettings(), {
      inventoryMode: InventoryMode.StockItems,
      locationSources: { WH1: 'north' },
    }),
  } as unknown as StoreContext;
  const row = (more: Partial<InventoryItemDto> = {}): InventoryItemDto => ({
    channelSkuCode: 'SKU',
    quantity: 2,
    ...more,
  });
  const batch = (dto: object) => [...readBatch(sources, dto as PutInventoriesDto).levels.values()];

  it('is the source of its location, where the store has sources', () => {
    expect(toWanted(sources, row({ locationCode: 'WH1', inStock: true }), 'f')).toEqual({
      sku: 'SKU',
      sourceCode: 'north',
      locations: { WH1: 2 },
      quantity: 2,
      inStock: true,
    });
    expect(toWanted(sources, row(), 'f')).toEqual({
      sku: 'SKU',
      sourceCode: 'default',
      locations: { '': 2 },
      quantity: 2,
      inStock: null,
    });
    expect(toWanted(sources, row({ inStock: false }), 'f').inStock).toBe(false);
    expect(toWanted(stock, row({ locationCode: 'WH1' }), 'f').sourceCode).toBe('default');
  });

  it.each(['WH9', 'constructor', 'toString'])(
    'is refused for the location %s, which has no source',
    (locationCode) => {
      const message = `names a location without a source in locationSources: ${locationCode}`;
      const refusal = (read: () => unknown): unknown => {
        try {
          return read();
        } catch (error) {
          return (error as BadRequestError).errors;
        }
      };
      expect(refusal(() => toWanted(sources, row({ locationCode }), 'f'))).toEqual([{ field: 'f', message }]);
      expect(refusal(() => batch({ inventories: [row(), row({ locationCode })] }))).toEqual([
        { field: 'inventories.1.locationCode', message },
      ]);
    },
  );

  it('is of the location of the request, unless the row names one', () => {
    const [level] = batch({
      locationCode: 'WH1',
      inventories: [row(), row({ locationCode: 'WH2', quantity: 0.5 })],
    });
    expect(level!.wanted).toMatchObject({
      sourceCode: 'north',
      locations: { WH1: 2, WH2: 0.5 },
      quantity: 2.5,
    });
  });

  it('is one number of all locations in the consolidated form', () => {
    const [level, ...more] = batch({
      inventories: [
        row({ locationCode: 'WH1', consolidatedQuantity: 7 }),
        row({ locationCode: 'WH2', consolidatedQuantity: 7 }),
      ],
    });
    expect(more).toEqual([]);
    expect(level!.wanted).toMatchObject({ sourceCode: 'default', locations: { '': 7 }, quantity: 7 });
    expect(level!.rows).toEqual([row({ quantity: 7, consolidatedQuantity: 7, locationCode: null })]);
    expect(batch({ inventories: [row({ consolidatedQuantity: 0 })] })[0]!.wanted.quantity).toBe(0);
  });

  it('is added up without float noise', () => {
    const rows = [row({ locationCode: 'WH1', quantity: 0.1 }), row({ locationCode: 'WH2', quantity: 0.2 })];
    expect(batch({ inventories: rows })[0]!.wanted.quantity).toBe(0.3);
  });

  it('is nothing below nothing; nothing itself is a quantity', () => {
    expect(readBatch(sources, { inventories: [row({ quantity: 0 })] }).refused).toEqual([]);
    expect(negative(row({ quantity: -1 }))).toEqual({
      channelSkuCode: 'SKU',
      quantity: -1,
      code: 'NEGATIVE_QUANTITY',
      message: 'must not be negative',
      retryable: false,
    });
  });

  it('is kept apart by source and SKU, in any case of letters', () => {
    expect(levelKey({ sourceCode: 'A', sku: 'Sku' })).toBe(levelKey({ sourceCode: 'A', sku: 'sKU' }));
    expect(levelKey({ sourceCode: 'A', sku: 'B' })).not.toBe(levelKey({ sourceCode: 'B', sku: 'A' }));
    expect(batch({ inventories: [row(), row({ channelSkuCode: 'other' })] })).toHaveLength(2);
  });
});
