import { describe, expect, it } from '@jest/globals';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { CreateReturnOrderDto } from './dto/return-order.dto.js';
import { brokenRules, increffBooksCourier } from './return-rules.js';

const item = { itemCode: 'I1', channelSkuCode: 'A', reason: 'x' };
const named = { awbNumber: 'A1', transporter: 'T', orderItems: [item] };
/** Everything that the document marks with a star. */
const starred = {
  orderType: 'CUSTOMER_RETURN',
  currencyCode: 'INR',
  regionType: 'INDIAN',
  returnReason: 'x',
  shipmentDimension: {},
  dropAddress: {},
  pickupAddress: {},
  orderDetails: { isCod: false, codValue: 0, invoiceNumber: 'N', invoiceTime: 'T' },
  orderItems: [{ ...item, name: 'n', price: 1, finalAmountPaid: 1 }],
};

const broken = (dto: object, settings: Partial<StoreSettings> = {}): string[] =>
  brokenRules(dto as CreateReturnOrderDto, Object.assign(new StoreSettings(), settings)).map(
    ({ field }) => field,
  );

describe('a return', () => {
  it('with AWB and courier needs no more', () => {
    expect(broken(named)).toEqual([]);
    expect(increffBooksCourier(named as unknown as CreateReturnOrderDto)).toBe(false);
  });

  it('with one of the two needs the other one', () => {
    expect(broken({ ...named, transporter: null })).toEqual(['transporter']);
    expect(broken({ ...named, awbNumber: '' })).toEqual(['awbNumber']);
  });

  it('without both has its courier booked, and needs the starred fields', () => {
    expect(broken(starred)).toEqual([]);
    expect(broken({ orderItems: [item, item] })).toEqual([
      ...Object.keys(starred).filter((name) => name !== 'orderItems'),
      ...['name', 'price', 'finalAmountPaid'].flatMap((name) => `orderItems.0.${name}`),
      ...['name', 'price', 'finalAmountPaid'].flatMap((name) => `orderItems.1.${name}`),
    ]);
    expect(increffBooksCourier(starred as unknown as CreateReturnOrderDto)).toBe(true);
  });

  it.each(['', null, undefined, []])('counts %j as missing, but not 0', (value) => {
    const items = [{ ...starred.orderItems[0], price: 0, name: value }];
    expect(broken({ ...starred, currencyCode: value, orderItems: items })).toEqual([
      'currencyCode',
      'orderItems.0.name',
    ]);
  });

  it('needs what the courier asks for, where Increff books one', () => {
    const settings = {
      returnCourier: 'D',
      courierFields: { D: 'brand, color,consigneeGstin', E: 'category' },
    };
    const asked = ['consigneeGstin', 'orderItems.0.brand', 'orderItems.0.color'];
    expect(broken(starred, settings)).toEqual(asked);
    expect(broken(named, settings)).toEqual([]);
    expect(broken(starred, { ...settings, returnCourier: null })).toEqual([]);
    expect(broken(starred, { ...settings, returnCourier: 'F' })).toEqual([]);
    expect(broken(starred, { ...settings, returnCourier: 'E' })).toEqual(['orderItems.0.category']);
  });

  it('needs an invoice and the seller’s number with CLICKPOST', () => {
    const settings = { logisticAggregator: 'CLICKPOST' as const };
    expect(broken(starred, settings)).toEqual(['sellerGstin']);
    const without = { ...starred, sellerGstin: 'G', orderDetails: { isCod: false, codValue: 0 } };
    expect(broken(without, settings)).toEqual(['orderDetails.invoiceNumber', 'orderDetails.invoiceTime']);
    expect(broken(without, { logisticAggregator: 'SHIPROCKET' })).toEqual([]);
    expect(broken({ ...named }, settings)).toEqual([]);
  });

  it.each([
    [true, 0, ['orderDetails.codValue']],
    [true, -1, ['orderDetails.codValue']],
    [true, 0.01, []],
    [false, 0, []],
  ])('of cash on delivery (%p) needs a value: %d', (isCod, codValue, fields) => {
    expect(broken({ ...named, orderDetails: { isCod, codValue } })).toEqual(fields);
  });
});
