import { hash } from 'node:crypto';
import type { OrderDto } from '../orders/dto/order.dto.js';
import { toAttributes } from './custom-attributes.js';
import type { PushedLine, SentDetails } from './entities/increff-push.entity.js';

/** What Increff has no form for, once it has the order. */
export const UNPUSHED_CHANGES = ['shippingAddress', 'hold', 'lines'] as const;
export type UnpushedChange = (typeof UNPUSHED_CHANGES)[number];

/** Pure: of the order as it is now. */
export function detailsOf(order: OrderDto, lines: Record<string, PushedLine>): SentDetails {
  return {
    address: hash('sha256', JSON.stringify([order.shippingAddress, order.billingAddress])),
    attributes: hash('sha256', JSON.stringify(attributesOf(order))),
    onHold: order.onHold,
    more: JSON.stringify(moreOf(order, lines)),
  };
}

/** Which of it changed, and cannot be pushed. */
export function unpushedChanges(sent: SentDetails, now: SentDetails): UnpushedChange[] {
  return [
    ...(sent.address === now.address ? [] : ['shippingAddress' as const]),
    ...(sent.onHold === now.onHold ? [] : ['hold' as const]),
    ...(sent.more === now.more ? [] : ['lines' as const]),
  ];
}

function attributesOf(order: OrderDto): unknown[] {
  // A line without any is the same as no line: what becomes of lines is sent another way.
  const lines = order.orderItems
    .filter(({ customFields }) => Object.keys(customFields).length > 0)
    .map((item) => [item.orderItemCode, toAttributes(item.customFields)]);
  return [toAttributes(order.customFields), lines];
}

/** Lines that were not sent, and units that a line has more than was sent. */
function moreOf(order: OrderDto, lines: Record<string, PushedLine>): [string, string][] {
  return order.orderItems
    .filter(({ orderItemCode, quantityOrdered }) => {
      const line = lines[orderItemCode];
      return !line || (line.ordered !== undefined && Number(quantityOrdered) > line.ordered);
    })
    .map(({ orderItemCode, quantityOrdered }) => [orderItemCode, quantityOrdered]);
}
