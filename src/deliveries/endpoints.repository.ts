import type { EntityManager } from 'typeorm';
import { DeliveryState, type EndpointKind } from './delivery.types.js';
import { DeliveryEntity } from './entities/delivery.entity.js';
import { EndpointEntity } from './entities/endpoint.entity.js';

export function listEndpoints(manager: EntityManager, storeId: number): Promise<EndpointEntity[]> {
  return manager.find(EndpointEntity, { where: { storeId }, order: { kind: 'ASC' } });
}

export function findEndpoint(
  manager: EntityManager,
  storeId: number,
  kind: EndpointKind,
): Promise<EndpointEntity | null> {
  return manager.findOneBy(EndpointEntity, { storeId, kind });
}

/** Nobody else changes it until the end of the transaction. */
export function lockEndpoint(
  manager: EntityManager,
  storeId: number,
  kind: EndpointKind,
): Promise<EndpointEntity | null> {
  return manager.findOne(EndpointEntity, { where: { storeId, kind }, lock: { mode: 'pessimistic_write' } });
}

export function lockAllEndpoints(manager: EntityManager): Promise<EndpointEntity[]> {
  return manager.find(EndpointEntity, { lock: { mode: 'pessimistic_write' } });
}

export function saveEndpoint(manager: EntityManager, endpoint: EndpointEntity): Promise<EndpointEntity> {
  return manager.save(endpoint);
}

export async function deleteEndpoint(manager: EntityManager, endpoint: EndpointEntity): Promise<void> {
  await manager.remove(endpoint);
}

/** Deliveries that wait for it. */
export function countWaiting(manager: EntityManager, storeId: number, kind: EndpointKind): Promise<number> {
  return manager.countBy(DeliveryEntity, { storeId, kind, state: DeliveryState.Pending });
}
