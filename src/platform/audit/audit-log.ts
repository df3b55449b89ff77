import type { EntityManager } from 'typeorm';

/** Who asks for something. */
export interface Actor {
  clientId: string;
  requestId?: string;
  /** Where the request came from. */
  address?: string;
}

export type AuditResult = 'ok' | 'failed' | 'refused';

const INSERT = `
  INSERT INTO audit_log (actor, action, subject, before, after, request_id, address, store_code, result)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

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
  await manager.query(INSERT, [
    actor.clientId,
    action,
    subject,
    before && JSON.stringify(before),
    after && JSON.stringify(after),
    actor.requestId ?? null,
    actor.address ?? null,
    storeCode,
    result,
  ]);
}

function storeOf(subject: string): string | null {
  return /^(?:store|endpoint):([^:]+)/.exec(subject)?.[1] ?? null;
}
