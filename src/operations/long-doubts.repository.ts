import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { leaseFree } from '../platform/jobs/lease.js';
import { MINUTES_TO_ALARM } from './held-operations.repository.js';
import type { OperationKind } from './operation.types.js';

export interface LongDoubt {
  id: string;
  kind: OperationKind;
  storeCode: string;
}

const LONG_AGO = `now() - interval '${MINUTES_TO_ALARM} minutes'`;

/**
 * Calls a person for rows that have been in doubt for long, also where no worker looks at them: the store is paused, or each
 * process that looks dies.
 * @returns those that nobody was called for yet
 */
export function callPersonForDoubts(manager: EntityManager): Promise<LongDoubt[]> {
  return rowsOf(
    manager,
    `UPDATE operation p SET attention_since = now() FROM store s
     WHERE s.id = p.store_id AND NOT s.away AND p.attention_since IS NULL AND p.sent_at IS NOT NULL
       AND ((p.state = 'UNKNOWN' AND p.unknown_since < ${LONG_AGO} AND ${leaseFree('p.')})
         OR (p.state = 'RUNNING' AND p.lease_until < ${LONG_AGO}))
     RETURNING p.id, p.kind, s.code AS "storeCode"`,
  );
}
