import { fromMagentoTime } from '../magento/magento-time.js';
import { MagentoProtocolError } from '../magento/magento.errors.js';
import type { MagentoOrder } from '../magento/magento.types.js';
import { entityIdOf } from '../magento/order-identity.js';
import type { Reading } from '../magento/reading.js';
import type { OperationContext } from './operation.types.js';
import { OrderDisputedError, OrderReplacedError } from './operations.errors.js';

/** An order in whose place Magento holds another one has a negative code, which Magento must never be asked for. */
export function isReplaced(orderCode: string): boolean {
  return orderCode.startsWith('-');
}

/** @throws OrderReplacedError */
export function mustNotBeReplaced(orderCode: string): void {
  if (isReplaced(orderCode)) throw new OrderReplacedError(orderCode);
}

/**
 * The order as Magento shows it now. Every plan and every look at an order begins here: what came must be an order, all of
 * it, and the one that we hold. A shop that was installed again gives old ids to new orders.
 * @throws OrderDisputedError, MagentoError
 */
export async function liveOrder({ client, operation }: OperationContext): Promise<Reading<MagentoOrder>> {
  const reading = await client.getOrder(operation.orderCode);
  const order: Partial<MagentoOrder> | null = reading.value;
  if (
    String(entityIdOf(order ?? {})) !== operation.orderCode ||
    !Array.isArray(order?.items) ||
    !Array.isArray(order.status_histories)
  ) {
    throw new MagentoProtocolError(
      `Magento answered 200, but not with the whole order ${operation.orderCode}.`,
      200,
    );
  }
  const createdAt = fromMagentoTime(order.created_at)?.getTime();
  if (order.increment_id !== operation.incrementId || createdAt !== operation.orderCreatedAt.getTime()) {
    throw new OrderDisputedError(operation.orderCode);
  }
  return reading;
}
