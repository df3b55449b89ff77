import type { FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { tally } from '../platform/audit/audit-tally.repository.js';
import { actorOf, storeOf } from './console.guard.js';

/** Records the reading of pages with a customer's name or goods: before they are sent, once an hour, with the count at its end. */
export function noteReading(manager: EntityManager, request: FastifyRequest, subject: string): Promise<void> {
  return tally(manager, {
    action: 'personal-data.read',
    result: 'ok',
    actor: actorOf(request),
    subject,
    storeCode: storeOf(request).code,
  });
}

/** Whose rows they are is known by the address that is searched for. */
export function isByEmail(q: unknown): boolean {
  return String(q).includes('@');
}
