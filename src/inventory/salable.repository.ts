import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runLease, type HeldRun } from './inventory-runs.repository.js';
import type { Compared, SalableDifference } from './salable-difference.js';
import { rowsOf } from '../platform/database/data-source.js';
import { holdShop } from './same-shop.repository.js';
import type { SalableSummaryDto } from './dto/salable-summary.dto.js';

/** What became of a look at a SKU. */
export interface SalableLook {
  /** Of its first level. */
  id: string;
  readAt: string;
  /** Left out: Magento showed nothing readable. */
  seen?: Compared & { salable: number; differs?: SalableDifference };
}

/** Writes down what Magento still sells of a SKU, in its first level. */
@Injectable()
export class SalableRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Unless something newer is known. What shows nothing takes back no finding.
   * @param baseUrl of the shop that was read
   * @throws LeaseLostError, ConflictError where the store has another shop by now
   */
  async keep(held: HeldRun, baseUrl: string, { id, readAt, seen }: SalableLook): Promise<void> {
    const { manager } = this.database;
    await manager.transaction(async (transaction) => {
      await holdShop(transaction, held.storeId, baseUrl);
      await runLease.hold(transaction, held);
      await rowsOf(
        transaction,
        `UPDATE inventory_level SET salable_checked_at = $3, salable_quantity = $4::numeric, salable_difference = $4::numeric - $5::numeric,
           open_order_units = $6, salable_differs = CASE WHEN $4::numeric IS NULL THEN salable_differs ELSE $7 END
         WHERE id = $1 AND store_id = $2 AND (salable_checked_at IS NULL OR salable_checked_at <= $3)`,
        [
          ...[id, held.storeId, readAt, seen?.salable ?? null, seen?.pushed ?? null],
          ...[seen?.openUnits ?? null, seen?.differs ?? null],
        ],
      );
    });
  }

  /** @throws LeaseLostError */
  async summarise(held: HeldRun, summary: SalableSummaryDto): Promise<void> {
    const values = [JSON.stringify(summary)];
    await runLease.write(this.database.manager, held, { set: 'salable = $3', values });
  }
}
