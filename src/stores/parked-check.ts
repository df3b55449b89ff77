import type { EntityManager } from 'typeorm';
import { type CheckItem, ok, warning } from '../magento/check/check-item.js';
import { many } from '../platform/text/many.js';
import { countParked } from './store-check.read-model.js';

/** Orders that do not come in, and those of which a person has to say what they are. */
export async function checkParked(manager: EntityManager, storeId: number): Promise<CheckItem> {
  const { parked, disputed } = await countParked(manager, storeId);
  if (parked === 0) return ok('orders', 'No order is parked.');
  const words = [`${many(parked, 'order is', 'orders are')} parked: see Parked orders in the console.`];
  if (disputed > 0) {
    words.push(
      `${many(disputed, 'of them is', 'of them are')} disputed, as Magento shows other orders under known codes: ` +
        'npm run cli -- decide says which they are.',
    );
  }
  return warning('orders', words.join(' '));
}
