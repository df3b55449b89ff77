import type { EntityManager } from 'typeorm';

/** Writes one row of the audit log in the transaction of the change. `before` and `after` must hold no secrets. */
export async function recordAudit(
  manager: EntityManager,
  actor: { clientId: string; requestId?: string },
  action: string,
  subject: string,
  before: object | null,
  after: object | null,
): Promise<void> {
  await manager.query(
    'INSERT INTO audit_log (actor, action, subject, before, after, request_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      actor.clientId,
      action,
      subject,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      actor.requestId ?? null,
    ],
  );
}
