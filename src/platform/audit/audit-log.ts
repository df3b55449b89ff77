import type { EntityManager } from 'typeorm';
import type { AuditAction } from './audit-actions.js';
import { insertAuditEntry } from './audit-log.repository.js';

/** Who asks for something. */
export interface Actor {
  clientId: string;
  requestId?: string;
  /** Where the request came from. */
  address?: string;
}

export type AuditResult = 'ok' | 'failed' | 'refused';

/** What was done, in the words of the audit log. */
export interface Audited {
  /** E.g. `order.release`. */
  action: AuditAction;
  /** What it was done to, e.g. `order:7`. */
  subject: string;
  /** What changed; neither may hold a secret. Left out: nothing to show. */
  before?: object | null;
  after?: object | null;
  /** The store it is about. Left out: the one that the subject names. */
  storeCode?: string | null;
  /** Left out: ok. */
  result?: AuditResult;
}

/** Writes one row of the audit log in the transaction of the change, and so exactly if that takes effect. */
export async function recordAudit(
  manager: EntityManager,
  { clientId, requestId, address }: Actor,
  { action, subject, before = null, after = null, storeCode = storeOf(subject), result = 'ok' }: Audited,
): Promise<void> {
  const what = { action, subject, before, after, storeCode, result };
  const who = { actor: clientId, requestId: requestId ?? null, address: address ?? null };
  await insertAuditEntry(manager, { ...what, ...who });
}

function storeOf(subject: string): string | null {
  return /^(?:store|endpoint):([^:]+)/.exec(subject)?.[1] ?? null;
}
