import type { EntityManager } from 'typeorm';
import type { NewDelivery } from './delivery-queue.repository.js';
import { DeliveryState, type SendResult } from './delivery.types.js';
import { DeliveryAttemptEntity } from './entities/delivery-attempt.entity.js';
import { DeliveryEntity } from './entities/delivery.entity.js';

/** Before it is sent: a process that dies on the way leaves a row that says so. Never due: a test is sent once, by who asked. */
export async function recordTest(manager: EntityManager, test: NewDelivery, at: Date): Promise<void> {
  await manager.insert(DeliveryEntity, {
    ...test,
    state: DeliveryState.Test,
    attempts: 1,
    nextAttemptAt: null,
    lastError: 'what came of it was not written down',
    createdAt: at,
    settledAt: at,
  });
}

export async function settleTest(manager: EntityManager, id: string, result: SendResult): Promise<void> {
  const { at, durationMs, status, error = null, request, response = null } = result;
  await manager.insert(DeliveryAttemptEntity, {
    ...{ deliveryId: id, attempt: 1, at, durationMs, status, error, request, response },
  });
  await manager.update(DeliveryEntity, { id }, { lastStatus: status, lastError: error });
}
