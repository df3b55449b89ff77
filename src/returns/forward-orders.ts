import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import { OrdersService } from '../orders/orders.service.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import { ForwardOrderCode } from '../stores/dto/store-settings.dto.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { exceedsShipped, shippedUnits } from './returnable.js';
import { ForwardOrderNotFoundError } from './returns.errors.js';
import { returnedUnits } from './returns.repository.js';

export interface ForwardOrder {
  id: string;
  /** Units per SKU that went out. */
  shipped: Map<string, number>;
}

/** Orders that returns are of, and how many units of them may come back. */
@Injectable()
export class ForwardOrders {
  constructor(
    private readonly stores: StoresService,
    private readonly orders: OrdersService,
  ) {}

  /** What went out is asked of Magento now. @throws ForwardOrderNotFoundError, MagentoError */
  async find(store: StoreContext, code: string): Promise<ForwardOrder> {
    const byNumber = store.settings.forwardOrderCode === ForwardOrderCode.IncrementId;
    const row = byNumber
      ? await this.orders.storedByIncrementId(store, code)
      : await this.orders.storedByEntityId(store, code);
    if (!row) {
      const why = await this.orders.whyDeleted(store, code, byNumber ? 'increment_id' : 'entity_id');
      throw new ForwardOrderNotFoundError(code, why);
    }
    try {
      const { value } = await this.stores.magentoOf(store).getOrderAsAsked(row.entity_id);
      return { id: row.id, shipped: shippedUnits(value, row.items ?? []) };
    } catch (error) {
      if (error instanceof MagentoNotFoundError) throw new ForwardOrderNotFoundError(code);
      throw error;
    }
  }

  /** In a transaction that holds the order. @throws BadRequestError where more units would come back than went out */
  async checkUnits(
    manager: EntityManager,
    order: ForwardOrder,
    skus: string[],
    field: (i: number) => string,
  ): Promise<void> {
    const returned = await returnedUnits(manager, order.id);
    const errors = exceedsShipped(skus, order.shipped, returned, field);
    if (errors.length > 0) throw new BadRequestError(errors);
  }
}
