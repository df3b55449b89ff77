import type { EntityManager } from 'typeorm';
import type { Beside } from '../platform/jobs/lease.js';
import { OperationTryEntity } from './entities/operation-try.entity.js';
import type { Operation } from './operation.types.js';

/** The latest of each operation: one that Magento loses again and again must not grow without end. */
export const KEPT_TRIES = 20;

/**
 * In the statement that stamps a write, so that no send is without its row: no end, until one is known.
 * `held` has what the stamp returns. @param id, lease, request parameters of the stamp
 */
export function tryBegun(id: string, lease: string, request: string): Beside[] {
  return [
    {
      sql: () => `INSERT INTO operation_try (operation_id, attempt, at, request, lease_token)
        SELECT ${id}::uuid, held.sends, held.sent_at, ${request}::jsonb, ${lease}::uuid FROM held WHERE true`,
      values: [],
    },
    {
      sql: () => `DELETE FROM operation_try WHERE operation_id = ${id}
        AND attempt <= (SELECT held.sends FROM held) - ${KEPT_TRIES}`,
      values: [],
    },
  ];
}

/** In any statement that keeps what came of a write. The first one wins: what came of a look later is no answer. */
export function tryEnded(id: string, { sends, sending }: Operation): Beside[] {
  if (!sending?.ending) return [];
  const { durationMs, status, errorCode, error, response } = sending.ending;
  return [
    {
      sql: (n) => `UPDATE operation_try SET duration_ms = $${n}, status = $${n + 1}, error_code = $${n + 2},
          error = $${n + 3}, response = $${n + 4}
        WHERE operation_id = ${id} AND attempt = $${n + 5} AND duration_ms IS NULL`,
      values: [durationMs, status, errorCode, error, response, sends],
    },
  ];
}

/** In the order in which they were made. */
export function triesOf(manager: EntityManager, operationId: string): Promise<OperationTryEntity[]> {
  return manager.find(OperationTryEntity, { where: { operationId }, order: { attempt: 'ASC' } });
}
