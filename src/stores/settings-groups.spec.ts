import { describe, expect, it } from '@jest/globals';
import { BadRequestError } from '../platform/errors/app-error.js';
import { differingSettings } from './differing-settings.js';
import { SETTING_GROUPS } from './dto/settings-groups.dto.js';
import { StoreSettings } from './dto/store-settings.dto.js';
import { withGroups } from './settings-groups.js';

const current = { slaDays: 3, overlapSeconds: 30 };
const answered = () => withGroups(Object.assign(new StoreSettings(), current));

function refused(given: object): unknown {
  try {
    return differingSettings(given, current);
  } catch (error) {
    return (error as BadRequestError).errors;
  }
}

describe('settings in groups', () => {
  it('has each setting in one group', () => {
    const grouped = Object.values(SETTING_GROUPS).flat();
    expect(grouped.toSorted()).toEqual(Object.keys(new StoreSettings()).sort());
  });

  it('answers each by name and in its group', () => {
    expect(answered()).toMatchObject({ slaDays: 3, orders: { slaDays: 3 }, polling: { overlapSeconds: 30 } });
  });

  it('takes both forms', () => {
    expect(differingSettings({ orders: { slaDays: 4 }, bufferStock: 1 }, current)).toEqual({
      ...current,
      slaDays: 4,
      bufferStock: 1,
    });
  });

  it.each([
    ['by name', (one: any) => (one.slaDays = 5)],
    ['in its group', (one: any) => (one.orders.slaDays = 5)],
    ['in both', (one: any) => (one.slaDays = one.orders.slaDays = 5)],
  ])('takes what was answered with one changed %s', (_, change) => {
    const given = structuredClone(answered());
    change(given);
    expect(differingSettings(given, current)).toEqual({ ...current, slaDays: 5 });
    const turned = Object.fromEntries(Object.entries(given).toReversed());
    expect(differingSettings(turned, current)).toEqual({ ...current, slaDays: 5 });
  });

  it('keeps what a later release has stored, and takes no such name from a caller', () => {
    const later = { ...current, ofALaterRelease: { deep: 1 } };
    expect(differingSettings({ slaDays: 4 }, later)).toEqual({ ...later, slaDays: 4 });
    expect(() => differingSettings({ ofALaterRelease: 1 }, later)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'settings.ofALaterRelease' })] }),
    );
  });

  it('resets one to its default in either form', () => {
    const { slaDays } = new StoreSettings();
    expect(differingSettings({ slaDays }, current)).toEqual({ overlapSeconds: 30 });
    expect(differingSettings({ orders: { slaDays } }, current)).toEqual({ overlapSeconds: 30 });
  });

  it.each([
    [{ slaDays: 4, orders: { slaDays: 5 } }, 'settings.orders.slaDays', 'contradicts settings.slaDays'],
    [{ orders: { bufferStock: 5 } }, 'settings.orders.bufferStock', 'is no setting of orders'],
    [{ stock: [] }, 'settings.stock', 'must be an object of settings'],
    [{ stock: null }, 'settings.stock', 'must be an object of settings'],
    [{ stock: { bufferStock: -1 } }, 'settings.stock.bufferStock', 'must not be less than 0'],
    [{ bufferStock: -1 }, 'settings.bufferStock', 'must not be less than 0'],
    [{ unheard: 1 }, 'settings.unheard', 'should not exist'],
    [{ orders: { customFields: [{ path: 'a b', as: 'x' }] } }, 'settings.orders.customFields.0.path', ''],
  ])('names what is wrong in %j', (given, field, message) => {
    expect(refused(given)).toMatchObject([{ field, message: expect.stringContaining(message) }]);
  });
});
