import type { EntityManager } from 'typeorm';
import type { AlertWhat, MessageState } from '../../alerts/alert.types.js';
import { rowsOf } from '../../platform/database/data-source.js';

/** A message, as the page lists it. */
export interface ListedMessage {
  id: string;
  channel: string;
  what: AlertWhat;
  title: string;
  state: MessageState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

const MOST = 50;

/** The newest, of the channels for this store; what is of another store only is left out, as a channel may have been one of all stores before. */
export function lastMessages(manager: EntityManager, storeId: number): Promise<ListedMessage[]> {
  return rowsOf<ListedMessage>(
    manager,
    `SELECT m.id, c.name AS channel, m.what, m.content ->> 'title' AS title, m.state, m.attempts, m.last_error AS "lastError",
       m.created_at AS "createdAt", m.settled_at AS "settledAt"
     FROM alert_message m JOIN alert_channel c ON c.id = m.channel_id LEFT JOIN alert_problem p ON p.id = m.problem_id
     WHERE (c.store_id IS NULL OR c.store_id = $1) AND (p.store_id = $1
       OR (m.problem_id IS NULL AND m.content -> 'lines' @> jsonb_build_array(jsonb_build_object(
         'store', (SELECT code FROM store WHERE id = $1)))))
     ORDER BY m.seq DESC LIMIT ${MOST}`,
    [storeId],
  );
}
