import type { EntityManager } from 'typeorm';

/** A row of the audit log, as it is written. */
export interface NewAuditEntry {
  actor: string;
  action: string;
  subject: string;
  before: object | null;
  after: object | null;
  requestId: string | null;
  address: string | null;
  storeCode: string | null;
  result: string;
}

const INSERT = `
  INSERT INTO audit_log (actor, action, subject, before, after, request_id, address, store_code, result)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

export async function insertAuditEntry(manager: EntityManager, entry: NewAuditEntry): Promise<void> {
  const { actor, action, subject, before, after, requestId, address, storeCode, result } = entry;
  const [json, jsonAfter] = [before, after].map((one) => one && JSON.stringify(one));
  await manager.query(INSERT, [
    ...[actor, action, subject, json, jsonAfter, requestId, address, storeCode, result],
  ]);
}
