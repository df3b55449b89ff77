import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { record } from '../timeline/timeline.repository.js';
import { AcknowledgementType, RETURN_ACK } from './return-ack.endpoint.js';
import { ReturnItemState, ReturnState } from './return.types.js';
import { toAcknowledgement } from './returns.mapper.js';
import { moveReturn, nameDelivery, type StoredReturn } from './returns.repository.js';

/** What goes to the merchant about a return once nothing of it is open. */
@Injectable()
export class ReturnAcknowledgements {
  constructor(private readonly deliveries: DeliveriesService) {
    deliveries.register(RETURN_ACK);
  }

  /** In a transaction that holds the return. @param now as it stands after a change */
  async settle(manager: EntityManager, storeId: number, now: StoredReturn, requestId: string): Promise<void> {
    if (now.sync_state === ReturnState.Processed) return;
    const states = new Set(now.items.map(({ state }) => state));
    if (states.has(ReturnItemState.Expected)) {
      if (states.has(ReturnItemState.Processed)) await moveReturn(manager, now.id, ReturnState.InProcessing);
    } else if (!states.has(ReturnItemState.Processed)) {
      await moveReturn(manager, now.id, ReturnState.Cancelled);
    } else await this.acknowledge(manager, storeId, now, requestId, AcknowledgementType.Processed);
  }

  /** A second one, behind the first, that says what it is. */
  correct(manager: EntityManager, storeId: number, now: StoredReturn, requestId: string): Promise<void> {
    return this.acknowledge(manager, storeId, now, requestId, AcknowledgementType.Corrected);
  }

  dispatchNow(): void {
    this.deliveries.dispatchNow();
  }

  private async acknowledge(
    manager: EntityManager,
    storeId: number,
    now: StoredReturn,
    requestId: string,
    kind: AcknowledgementType,
  ): Promise<void> {
    const deliveryId = randomUUID();
    const line = { storeId, kind: RETURN_ACK.kind, orderCode: now.forward_order_code };
    await this.deliveries.lock(manager, [line]);
    const body = JSON.stringify(toAcknowledgement(now, kind === AcknowledgementType.Corrected));
    await this.deliveries.add(manager, [{ ...line, id: deliveryId, eventType: kind, body }]);
    await moveReturn(manager, now.id, ReturnState.Processed);
    await nameDelivery(manager, now.id, deliveryId);
    const summary = { returnOrderCode: now.return_order_code, deliveryId };
    await record(manager, [
      { orderId: now.order_id, source: 'SERVICE', kind, correlationId: requestId, summary },
    ]);
  }
}
