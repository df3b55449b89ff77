import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import { BadRequestError } from '../platform/errors/app-error.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { record } from '../timeline/timeline.repository.js';
import type { ReleasedOrdersDto, ReleaseOrdersDto } from './dto/held-orders.dto.js';
import { countHeld, type HeldFilter, releaseHeld } from './held-orders.repository.js';
import { whyUnmappable } from './order-fields.js';
import { OrderNotHeldError, OrderUnreadableError } from './orders.errors.js';
import { OrdersService } from './orders.service.js';
import { explainTotal, type TotalExplanation } from './total-explanation.js';

/** Orders that are held back because their money cannot be explained: why, and what lets them pass. */
@Injectable()
export class HeldOrdersService {
  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
  ) {}

  /** An operator lets one pass. @throws OrderNotFoundError, OrderNotHeldError */
  async release(store: StoreContext, orderCode: string, actor: Actor): Promise<void> {
    const { count } = await this.releaseThose(store, { orderCodes: [orderCode] }, actor);
    if (count > 0) return;
    await this.orders.get(store, orderCode, false);
    throw new OrderNotHeldError(orderCode);
  }

  /** @throws BadRequestError where a filter has no condition */
  async releaseAll(store: StoreContext, dto: ReleaseOrdersDto, actor: Actor): Promise<ReleasedOrdersDto> {
    const { dryRun, ...filter } = dto;
    const given = Object.values(filter).some((value) => value !== undefined);
    if (!dryRun && !given) {
      throw BadRequestError.field('reason', 'must be given, or another condition: this releases orders');
    }
    if (!dryRun) return this.releaseThose(store, filter, actor);
    return answerOf(await countHeld(this.database.manager, store.id, filter), true);
  }

  /**
   * What Magento says of the order's money now, what of it is known, and which fields may explain the rest.
   * @throws OrderNotFoundError, OrderUnreadableError, MagentoError
   */
  async explain(store: StoreContext, orderCode: string): Promise<TotalExplanation> {
    await this.orders.get(store, orderCode, false);
    const { value } = await this.orders.live(store, orderCode);
    try {
      return explainTotal(value, store.settings.totalAttributes);
    } catch (error) {
      throw new OrderUnreadableError(orderCode, whyUnmappable(error));
    }
  }

  private releaseThose(store: StoreContext, filter: HeldFilter, actor: Actor): Promise<ReleasedOrdersDto> {
    return this.database.transaction(async (manager) => {
      const released = await releaseHeld(manager, store.id, filter);
      await record(
        manager,
        released.map(({ id, reason }) => ({
          orderId: id,
          source: 'OPERATOR' as const,
          kind: 'ORDER_RELEASED',
          correlationId: actor.requestId ?? null,
          summary: { clientId: actor.clientId, reason },
        })),
      );
      for (const { orderCode } of released) {
        await recordAudit(manager, actor, {
          action: 'order.release',
          subject: `order:${orderCode}`,
          storeCode: store.code,
        });
      }
      const counts: Record<string, number> = {};
      for (const { reason } of released) counts[reason] = (counts[reason] ?? 0) + 1;
      return answerOf(counts, false);
    });
  }
}

function answerOf(reasons: Record<string, number>, dryRun: boolean): ReleasedOrdersDto {
  return { count: Object.values(reasons).reduce((sum, count) => sum + count, 0), reasons, dryRun };
}
