import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
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

/**
 * All of a store, as some share an address: nobody else adds or changes one until the end of the transaction. Locks of rows alone
 * would not keep a new one off, which then shares an address that is being changed.
 */
export async function lockEndpoints(manager: EntityManager, storeId: number): Promise<EndpointEntity[]> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('endpoints', $1::bigint))`, [storeId]);
  const lock = { mode: 'pessimistic_write' } as const;
  return manager.find(EndpointEntity, { where: { storeId }, order: { id: 'ASC' }, lock });
}

/** What the endpoints of a kind receive. */
export interface Wishes {
  types: string[] | null;
  language: string | null;
}

/** By store; none for stores without such an endpoint. */
export async function wishesOf(
  manager: EntityManager,
  kind: EndpointKind,
  storeIds: number[],
): Promise<Map<number, Wishes>> {
  const rows = await preparedRows<Wishes & { storeId: number }>(
    manager,
    'SELECT store_id AS "storeId", types, language FROM endpoint WHERE kind = $1 AND store_id = ANY($2::int[])',
    [kind, [...new Set(storeIds)]],
  );
  return new Map(rows.map(({ storeId, ...wishes }) => [storeId, wishes]));
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
