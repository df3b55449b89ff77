import { Injectable } from '@nestjs/common';
import type { MagentoOrder } from '../magento/magento.types.js';
import { Direction, SearchCriteria } from '../magento/search-criteria.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { whyUnmappable } from './order-fields.js';
import type { SyncState } from './order-sync-state.js';
import { mapOrder } from './orders.mapper.js';

/** What would become of an order of the shop, without anything of its customer. */
export type OrderForShow =
  | {
      number: string;
      state: SyncState;
      reason: string | null;
      lines: number;
      total: string;
      currency: string | null;
      placedAt: string;
    }
  | { number: string; unreadable: string };

const SHOWN = 5;

/** The newest orders of a shop as they would be taken in; nothing is kept. */
@Injectable()
export class NewestOrdersService {
  constructor(private readonly stores: StoresService) {}

  /** @throws MagentoError */
  async read(store: StoreContext): Promise<OrderForShow[]> {
    const criteria = SearchCriteria.all().orderBy('entity_id', Direction.Descending).pageSize(SHOWN);
    const { value } = await this.stores.magentoForLooking(store).listOrders(criteria);
    return value.items.slice(0, SHOWN).map((order) => forShow(order, store));
  }
}

function forShow(order: MagentoOrder, { settings }: StoreContext): OrderForShow {
  const number = typeof order.increment_id === 'string' ? order.increment_id : String(order.entity_id);
  try {
    const mapped = mapOrder(order, settings);
    return {
      number: mapped.increment_id,
      state: mapped.sync_state,
      reason: mapped.sync_reason,
      lines: mapped.items.length,
      total: mapped.grand_total,
      currency: mapped.currency,
      placedAt: mapped.magento_created_at,
    };
  } catch (error) {
    return { number, unreadable: whyUnmappable(error) };
  }
}
