import { type EntityManager, LessThan } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { type DeliveryState, type EndpointKind, ERASED_BODY } from './delivery.types.js';
import { DeliveryAttemptEntity } from './entities/delivery-attempt.entity.js';
import { DeliveryEntity } from './entities/delivery.entity.js';

export interface DeliveryFilter {
  state?: DeliveryState;
  kind?: EndpointKind;
  orderCode?: string;
  /** `seq` of the last one of the page before. */
  before?: string;
  limit: number;
}

/** The newest first. */
export function listDeliveries(
  manager: EntityManager,
  storeId: number,
  { state, kind, orderCode, before, limit }: DeliveryFilter,
): Promise<DeliveryEntity[]> {
  const where = {
    storeId,
    ...(state !== undefined && { state }),
    ...(kind !== undefined && { kind }),
    ...(orderCode !== undefined && { orderCode }),
    ...(before !== undefined && { seq: LessThan(before) }),
  };
  return manager.find(DeliveryEntity, { where, order: { seq: 'DESC' }, take: limit });
}

export function findDelivery(
  manager: EntityManager,
  storeId: number,
  id: string,
): Promise<DeliveryEntity | null> {
  return manager.findOneBy(DeliveryEntity, { id, storeId });
}

/** In the order in which they were made. */
export function attemptsOf(manager: EntityManager, deliveryId: string): Promise<DeliveryAttemptEntity[]> {
  return manager.find(DeliveryAttemptEntity, { where: { deliveryId }, order: { id: 'ASC' } });
}

/** Which deliveries of a store a replay means; what is left out is not asked for. */
export interface ReplayFilter {
  id?: string;
  state?: DeliveryState;
  kind?: EndpointKind;
  orderCode?: string;
  eventType?: string;
  from?: string;
  to?: string;
}

/** Of `delivery d`; $1 is the store, and parameters of the statement's own follow after {@link replayValues}. */
export const REPLAY_FILTER = `d.store_id = $1 AND ($2::uuid IS NULL OR d.id = $2) AND ($3::text IS NULL OR d.state = $3)
  AND ($4::text IS NULL OR d.kind = $4) AND ($5::text IS NULL OR d.order_code = $5)
  AND ($6::text IS NULL OR d.event_type = $6) AND ($7::timestamptz IS NULL OR d.created_at >= $7)
  AND ($8::timestamptz IS NULL OR d.created_at <= $8) AND d.body <> '${ERASED_BODY}'`;

export function replayValues(storeId: number, filter: ReplayFilter): unknown[] {
  const { id, state, kind, orderCode, eventType, from, to } = filter;
  return [storeId, ...[id, state, kind, orderCode, eventType, from, to].map((one) => one ?? null)];
}

export async function countReplayable(
  manager: EntityManager,
  storeId: number,
  filter: ReplayFilter,
): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    manager,
    `SELECT count(*)::int AS count FROM delivery d WHERE ${REPLAY_FILTER}`,
    replayValues(storeId, filter),
  );
  return row!.count;
}
