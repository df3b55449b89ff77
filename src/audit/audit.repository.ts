import type { EntityManager } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import type { AuditEntryDto } from './dto/audit.dto.js';

export interface AuditFilter {
  actor?: string | null;
  /** With a `*` at its end: all that begin so. */
  action?: string | null;
  subject?: string | null;
  storeCode?: string | null;
  /** Only entries about these stores; null: all. */
  storeCodes?: string[] | null;
  result?: string | null;
  from?: string | null;
  to?: string | null;
  requestId?: string | null;
}

export type AuditRow = Omit<AuditEntryDto, 'at'> & { at: Date };

const SELECT = `
  SELECT c.position, a.at, a.actor, a.action, a.subject, a.store_code AS "storeCode", a.result, a.address,
    a.request_id AS "requestId", a.before, a.after, encode(c.hash, 'hex') AS hash,
    encode(c.previous_hash, 'hex') AS "previousHash"
  FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id`;

/** The newest first. @param before position of the last row of the page before */
export function listAudit(
  manager: EntityManager,
  filter: AuditFilter,
  limit: number,
  before: string | null,
): Promise<AuditRow[]> {
  const { actor, action, subject, storeCode, storeCodes, result, from, to, requestId } = filter;
  const prefix = action?.endsWith('*') ? action.slice(0, -1) : null;
  return rowsOf<AuditRow>(
    manager,
    `${SELECT}
     WHERE ($1::bigint IS NULL OR c.position < $1) AND ($2::text IS NULL OR a.actor = $2)
       AND ($3::text IS NULL OR a.action = $3) AND ($4::text IS NULL OR starts_with(a.action, $4))
       AND ($5::text IS NULL OR a.subject = $5) AND ($6::text IS NULL OR a.store_code = $6)
       AND ($7::text[] IS NULL OR a.store_code = ANY($7)) AND ($8::text IS NULL OR a.result = $8)
       AND ($9::timestamptz IS NULL OR a.at >= $9) AND ($10::timestamptz IS NULL OR a.at < $10)
       AND ($12::text IS NULL OR a.request_id = $12)
     ORDER BY c.position DESC LIMIT $11`,
    [
      before,
      actor ?? null,
      prefix === null ? (action ?? null) : null,
      prefix,
      subject ?? null,
      storeCode ?? null,
      storeCodes ?? null,
      result ?? null,
      from ?? null,
      to ?? null,
      limit,
      requestId ?? null,
    ],
  );
}

/** In the order of the chain. */
export function auditAfter(manager: EntityManager, position: string, limit: number): Promise<AuditRow[]> {
  return rowsOf<AuditRow>(manager, `${SELECT} WHERE c.position > $1 ORDER BY c.position LIMIT $2`, [
    position,
    limit,
  ]);
}

/** A position of the chain with its row as the database has it now, every field as text. */
export interface Link {
  position: string;
  entryId: string;
  previousHash: Buffer;
  hash: Buffer;
  /** In the order in which they are hashed; NULL where the row is gone. */
  fields: (string | null)[] | null;
  action: string | null;
  after: Record<string, unknown> | null;
}

export function linksAfter(manager: EntityManager, position: string, limit: number): Promise<Link[]> {
  return rowsOf<Link>(
    manager,
    `SELECT c.position, c.entry_id AS "entryId", c.previous_hash AS "previousHash", c.hash, a.action, a.after,
       CASE WHEN a.id IS NOT NULL THEN ARRAY[a.id::text, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         a.actor, a.action, a.subject, a.store_code, a.before::text, a.after::text, a.request_id, a.address, a.result] END
         AS fields
     FROM audit_chain c LEFT JOIN audit_log a ON a.id = c.entry_id
     WHERE c.position > $1 ORDER BY c.position LIMIT $2`,
    [position, limit],
  );
}

export interface Head {
  position: string;
  hash: Buffer;
}

export async function headOf(manager: EntityManager): Promise<Head | undefined> {
  const [head] = await rowsOf<Head>(manager, 'SELECT position, hash FROM audit_head');
  return head;
}

/** A row that the chain does not have: it was put in behind its back. */
export async function unchained(manager: EntityManager): Promise<string | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `SELECT a.id FROM audit_log a WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.entry_id = a.id) ORDER BY a.id LIMIT 1`,
  );
  return row?.id;
}

export interface Checkpoint {
  position: string;
  hash: string;
}

/** Nobody appends until the end of the transaction. */
export async function lockHead(manager: EntityManager): Promise<void> {
  await manager.query('SELECT 1 FROM audit_head FOR UPDATE');
}

/** The last position before the first entry that is not older. */
export async function lastLinkBefore(manager: EntityManager, before: Date): Promise<Checkpoint | undefined> {
  const [last] = await rowsOf<Checkpoint>(
    manager,
    `SELECT position, encode(hash, 'hex') AS hash FROM audit_chain
     WHERE position < coalesce((SELECT min(c.position) FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id
       WHERE a.at >= $1), (SELECT position + 1 FROM audit_head))
     ORDER BY position DESC LIMIT 1`,
    [before],
  );
  return last;
}

/** For the owner of the tables only. @returns how many entries */
export async function removeUpTo(manager: EntityManager, position: string): Promise<number> {
  await manager.query(`SELECT set_config('bridge.audit_removal', 'yes', true)`);
  const gone = await rowsOf<{ id: string }>(
    manager,
    'DELETE FROM audit_chain WHERE position <= $1 RETURNING entry_id AS id',
    [position],
  );
  await manager.query('DELETE FROM audit_log WHERE id = ANY($1::bigint[])', [gone.map(({ id }) => id)]);
  return gone.length;
}

/** Some entry is not written out yet. */
export const LEFT_TO_WRITE_OUT =
  'EXISTS (SELECT FROM audit_stream s, audit_head h WHERE s.position < h.position)';

/** Whether entries are not written out yet. Without a lock: there mostly are none. */
export async function anyToWriteOut(manager: EntityManager): Promise<boolean> {
  const [row] = await rowsOf<{ left: boolean }>(manager, `SELECT ${LEFT_TO_WRITE_OUT} AS left`);
  return row?.left === true;
}

/** How far the log is written out. @returns undefined while another process writes */
export async function takeStream(manager: EntityManager): Promise<string | undefined> {
  const [held] = await rowsOf<{ position: string }>(
    manager,
    'SELECT position FROM audit_stream FOR UPDATE SKIP LOCKED',
  );
  return held?.position;
}

export async function moveStream(manager: EntityManager, position: string): Promise<void> {
  await manager.query('UPDATE audit_stream SET position = $1', [position]);
}
