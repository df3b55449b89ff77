import { expect, it } from '@jest/globals';
import { InventoryMode, StoreSettings } from './dto/store-settings.dto.js';
import { bySource, needsSource, sourceWish } from './stock-writing.js';
import type { StoreContext } from './stores.service.js';

const { Auto, SourceItems, StockItems } = InventoryMode;
const NONE = {};
const TO_DEFAULT = { WH1: 'default' };
const TO_OTHERS = { WH1: 'default', WH2: 'north' };

it.each([
  { inventoryMode: StockItems, locationSources: TO_OTHERS, takes: true, wish: 'no', by: false },
  { inventoryMode: StockItems, locationSources: NONE, takes: true, wish: 'no', by: false },
  { inventoryMode: SourceItems, locationSources: NONE, takes: false, wish: 'yes', by: true },
  { inventoryMode: Auto, locationSources: NONE, takes: undefined, wish: 'ifGiven', by: false },
  { inventoryMode: Auto, locationSources: NONE, takes: false, wish: 'ifGiven', by: false },
  { inventoryMode: Auto, locationSources: NONE, takes: true, wish: 'ifGiven', by: true },
  { inventoryMode: Auto, locationSources: TO_DEFAULT, takes: true, wish: 'ifGiven', by: true },
  { inventoryMode: Auto, locationSources: TO_OTHERS, takes: undefined, wish: 'yes', by: true },
  { inventoryMode: Auto, locationSources: TO_OTHERS, takes: false, wish: 'yes', by: true },
])(
  '$inventoryMode with locations $locationSources, source items $takes: by source $by',
  ({ inventoryMode, locationSources, takes, wish, by }) => {
    const store = {
      settings: Object.assign(new StoreSettings(), { inventoryMode, locationSources }),
      row: { traits: takes === undefined ? {} : { takesSourceItems: takes } },
    } as unknown as StoreContext;
    expect([sourceWish(store), bySource(store), needsSource(store)]).toEqual([wish, by, wish === 'yes']);
  },
);

it('is the default to ask the check', () => {
  expect(new StoreSettings().inventoryMode).toBe(Auto);
});
