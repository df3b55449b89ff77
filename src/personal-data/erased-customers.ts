import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recogniseOrders } from './erasures.repository.js';
import { EmailHashes } from './email-hashes.js';

/** Knows the orders of erased customers that come in, or come in again, after the erasure. */
@Injectable()
export class ErasedCustomers {
  constructor(private readonly hashes: EmailHashes) {}

  /**
   * In the transaction that has just stored the orders: those of an erased customer that were created before the erasure are
   * erased once they are closed; those that are closed already, at once.
   */
  async recognise(
    manager: EntityManager,
    store: { id: number; code: string },
    orders: { entityId: string; emails: string[] }[],
  ): Promise<void> {
    const hashes = new Map<string, string>();
    for (const email of new Set(orders.flatMap(({ emails }) => emails))) {
      hashes.set(email, await this.hashes.of(email));
    }
    const pairs = orders.flatMap(({ entityId, emails }) =>
      emails.map((email) => ({ entityId, hash: hashes.get(email)! })),
    );
    if (pairs.length > 0) await recogniseOrders(manager, store, pairs);
  }
}
