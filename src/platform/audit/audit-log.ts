import type { EntityManager } from 'typeorm';
import { insertAuditEntry } from './audit-log.repository.js';

/** Who asks for something. */
export interface Actor {
  clientId: string;
  requestId?: string;
  /** Where the request came from. */
  address?: string;
}

export type AuditResult = 'ok' | 'failed' | 'refused';

/**
 * Writes one row of the audit log in the transaction of the change, and so exactly if that takes effect.
 * @param subject what it is done to, e.g. `order:7`
 * @param before and `after` must hold no secrets
 * @param storeCode the store it is about; of a subject that names one it is taken from there
 */
export async function recordAudit(
  manager: EntityManager,
  actor: Actor,
  action: string,
  subject: string,
  before: object | null,
  after: object | null,
  storeCode: string | null = storeOf(subject),
  result: AuditResult = 'ok',
): Promise<void> {
  const { clientId, requestId = null, address = null } = actor;
  const what = { action, subject, before, after, storeCode, result };
  await insertAuditEntry(manager, { ...what, actor: clientId, requestId, address });
}

function storeOf(subject: string): string | null {
  return /^(?:store|endpoint):([^:]+)/.exec(subject)?.[1] ?? null;
}
