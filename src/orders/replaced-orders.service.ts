import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../platform/audit/audit-log.js';
import type { Actor, StoreContext } from '../stores/stores.service.js';
import { DecidedOrdersDto, OrderDecision } from './dto/decide-orders.dto.js';
import {
  adoptMarks,
  type DisputedOrder,
  adoptShown,
  readSoon,
  removeMarks,
  setAside,
  takeDisputed,
  takeDisputedMarks,
} from './replaced-orders.repository.js';
import { type NewEvent, record } from '../timeline/timeline.repository.js';

/** An operator says what the orders are that Magento shows under codes of others, e.g. after it was installed again. */
@Injectable()
export class ReplacedOrdersService {
  constructor(private readonly database: DataSource) {}

  /** @param orderCodes left out: all that wait for a decision */
  decide(
    store: StoreContext,
    decision: OrderDecision,
    orderCodes: string[] | undefined,
    actor: Actor,
  ): Promise<DecidedOrdersDto> {
    return this.database.transaction(async (manager) => {
      const disputed = await takeDisputed(manager, store.id, orderCodes);
      const free = disputed.filter((order) => !order.openWrites);
      const marks = await takeDisputedMarks(manager, store.id, orderCodes);
      const decided = [...free, ...marks];
      const asNew = decision === OrderDecision.NewOrder;
      if (decided.length > 0) {
        await readSoon(manager, store.id, decided);
        await (asNew ? setAside(manager, free) : adoptShown(manager, free));
        await (asNew ? removeMarks(manager, store.id, marks) : adoptMarks(manager, store.id, marks));
        await record(
          manager,
          free.map((order) => decisionOf(order, decision, actor)),
        );
        const after = { decision, orderCodes: decided.map((order) => order.entityId) };
        await recordAudit(manager, actor, { action: 'orders.decide', subject: `store:${store.code}`, after });
      }
      return {
        decided: decided.map((order) => order.entityId),
        openWrites: disputed.filter((order) => order.openWrites).map((order) => order.entityId),
      };
    });
  }
}

function decisionOf(order: DisputedOrder, decision: OrderDecision, actor: Actor): NewEvent {
  const { id, entityId, incrementId, createdAt, syncState, shown } = order;
  return {
    orderId: id,
    source: 'OPERATOR',
    kind: `ORDER_${decision}`,
    correlationId: actor.requestId ?? null,
    summary: { entityId, incrementId, createdAt, syncState, shown, clientId: actor.clientId },
  };
}
