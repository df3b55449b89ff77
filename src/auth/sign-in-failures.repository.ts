import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';

/** Failures of a minute from one address; beyond them nothing is counted for the client. */
export const PER_ADDRESS = 100;

/** What was counted for an address or a client within its minute. */
export interface Count {
  who: string;
  failures: number;
  seconds: number;
}

const IN_THIS_MINUTE = `
  failures = CASE WHEN f.since <= now() - interval '1 minute' THEN 1 ELSE f.failures + 1 END,
  since = CASE WHEN f.since <= now() - interval '1 minute' THEN now() ELSE f.since END`;

/**
 * Counts a try before its secret is looked at, for the address and, unless the client calls from there, for the client. What
 * the address has too much of is not laid at the client's door. Rows of minutes long past are cleared on the way.
 * $1 address, $2 client or NULL
 */
const COUNT = `
  WITH old AS (
    DELETE FROM sign_in_failure WHERE who IN (
      SELECT who FROM sign_in_failure
      WHERE since < now() - interval '10 minutes' AND who NOT IN ('address:' || $1::text, coalesce('client:' || $2::text, ''))
      LIMIT 100 FOR UPDATE SKIP LOCKED)
  ), own AS (
    SELECT EXISTS (SELECT 1 FROM client_address
      WHERE client_id = $2 AND address = $1 AND seen_at > now() - interval '1 day') AS own
  ), address AS (
    INSERT INTO sign_in_failure AS f (who, failures, since) VALUES ('address:' || $1::text, 1, now())
    ON CONFLICT (who) DO UPDATE SET ${IN_THIS_MINUTE} RETURNING who, failures, since
  ), client AS (
    INSERT INTO sign_in_failure AS f (who, failures, since)
    SELECT 'client:' || $2::text, 1, now() FROM address, own
    WHERE $2 IS NOT NULL AND NOT own AND address.failures <= ${PER_ADDRESS}
    ON CONFLICT (who) DO UPDATE SET ${IN_THIS_MINUTE} RETURNING who, failures, since
  )
  SELECT who, failures, ceil(extract(epoch FROM since + interval '1 minute' - now()))::int AS seconds
  FROM (SELECT * FROM address UNION ALL SELECT * FROM client) counted`;

/** In the order of COUNT, so that the two cannot deadlock. */
const UNCOUNT = `
  UPDATE sign_in_failure SET failures = failures - 1
  WHERE who IN (SELECT who FROM sign_in_failure WHERE who = ANY($1::text[]) AND failures > 0 ORDER BY who FOR UPDATE)`;

const KEEP_ADDRESS = `
  INSERT INTO client_address AS a (client_id, address, seen_at) SELECT id, $2, now() FROM api_client WHERE id = $1
  ON CONFLICT (client_id, address) DO UPDATE SET seen_at = now() WHERE a.seen_at < now() - interval '1 hour'`;

/** @param clientId null for a wrong key that is no client's */
export function countTry(manager: EntityManager, address: string, clientId: string | null): Promise<Count[]> {
  return preparedRows<Count>(manager, COUNT, [address, clientId]);
}

/** The try was right after all. @param who keys that were counted */
export async function uncountTry(manager: EntityManager, who: string[]): Promise<void> {
  await preparedRows(manager, UNCOUNT, [who]);
}

/** The client calls from there. */
export async function keepAddress(manager: EntityManager, clientId: string, address: string): Promise<void> {
  await preparedRows(manager, KEEP_ADDRESS, [clientId, address]);
}
