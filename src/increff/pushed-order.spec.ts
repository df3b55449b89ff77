import { describe, expect, it } from '@jest/globals';
import type { OrderDto } from '../orders/dto/order.dto.js';
import { SyncState } from '../orders/order-sync-state.js';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { StoreContext } from '../stores/stores.service.js';
import { shortened } from './custom-attributes.js';
import type { ChangedOrder } from './increff-pushes.repository.js';
import { knownOf, pushOfChange } from './pushed-order.js';

const store = { id: 1, settings: new StoreSettings() } as unknown as StoreContext;

function line(code: string, more: object = {}): object {
  return {
    orderItemCode: code,
    channelSkuCode: `SKU-${code}`,
    quantity: '2',
    quantityOrdered: '2',
    quantityCancelled: '0',
    customFields: {},
    ...more,
  };
}

function order(orderItems: object[], customFields: object = {}): OrderDto {
  return { orderCode: '18', orderItems, customFields, onHold: false } as unknown as OrderDto;
}

function change(before: OrderDto, more: Partial<ChangedOrder> = {}): ChangedOrder {
  const { lines, sent } = knownOf('1', before);
  const facts = { syncState: SyncState.New, cancelUnderWay: false, cancelledBy: null };
  return { orderId: '1', orderCode: '18', lines, sent, ...facts, ...more };
}

describe('what Increff is sent of a change', () => {
  const later = { deliveryDate: '2026-12-31' };

  it('is the custom fields of an order that it has', () => {
    const { delivery } = pushOfChange(store, change(order([line('31')])), order([line('31')], later));
    expect(delivery?.eventType).toBe('ORDER_ATTRIBUTES');
  });

  it('is no attribute where a line without any is added', () => {
    const pushed = pushOfChange(store, change(order([line('31')])), order([line('31'), line('32')]));
    expect([pushed.delivery, pushed.unpushed]).toEqual([undefined, ['lines']]);
  });

  it.each<[string, object, object]>([
    ['was never sent', { quantity: '0' }, { quantity: '0' }],
    ['is cancelled line by line', { quantityCancelled: '0' }, { quantityCancelled: '2' }],
  ])('is no attribute of an order that %s', (_what, was, is) => {
    const first = change(order([line('31', was)]));
    const { lines } = pushOfChange(store, first, order([line('31', is)]));
    const { delivery, sent } = pushOfChange(store, { ...first, lines }, order([line('31', is)], later));
    expect(delivery).toBeUndefined();
    expect(sent).not.toEqual(first.sent);
  });
});

it('a text is not cut through a character', () => {
  expect(shortened('😀'.repeat(200))).toBe('😀'.repeat(127));
});
