import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type DueReturn, noteReturns, takeDueReturns } from './return-pushes.repository.js';

export type { DueItem, DueReturn } from './return-pushes.repository.js';

/** Returns as the push to Increff sees them. */
@Injectable()
export class ReturnPushes {
  /** In a transaction, in which {@link note} follows. */
  take(manager: EntityManager, storeId: number, limit: number): Promise<DueReturn[]> {
    return takeDueReturns(manager, storeId, limit);
  }

  /** What Increff knows of them once the transaction is through. */
  note(manager: EntityManager, pushes: { id: string; sent: boolean; expected: string[] }[]): Promise<void> {
    return noteReturns(manager, pushes);
  }
}
