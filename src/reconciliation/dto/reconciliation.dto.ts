import { Matches } from 'class-validator';
import { InventoryRunDto } from '../../inventory/dto/inventory.dto.js';
import { IsInstant } from '../../platform/http/is-instant.js';
import { DifferenceKind, Severity } from '../reconciliation.types.js';

export class CreateReconciliationDto {
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  storeCode: string;

  /** Orders created in Magento at or after. @example '2026-11-01T00:00:00Z' */
  @IsInstant()
  from: string;

  /** Orders created in Magento before or at. @example '2026-11-02T00:00:00Z' */
  @IsInstant()
  to: string;
}

export class DifferenceDto {
  /** @example '71' */
  differenceId: string;
  orderCode: string;
  kind: DifferenceKind;
  /** ERROR: a write had an effect that it should not have, and a person must act. */
  severity: Severity;
  ours: Record<string, unknown> | null;
  theirs: Record<string, unknown> | null;
  /** What it means and what to do. */
  reason: string;
  /** True where our side was put right, or an operator had Magento's done again or says that it is undone there. */
  repaired: boolean;
}

export class RepairDto {
  /** Its outcome: GET /operations/{operationId}. */
  operationId: string;
}

export class ReconciliationDto {
  reconciliationId: string;
  storeCode: string;
  from: string;
  to: string;
  state: 'RUNNING' | 'DONE' | 'FAILED';
  ordersMagento: number;
  /** Before the repair. */
  ordersHere: number;
  differences: number;
  repaired: number;
  errorMessage: string | null;
  requestedBy: string;
  startedAt: string;
  finishedAt: string | null;
}

/** Orders by day of creation in Magento, UTC. */
export class ReconciliationDayDto {
  /** @example '2026-11-01' */
  day: string;
  ordersMagento: number;
  /** Before the repair. */
  ordersHere: number;
}

export class ReconciliationDetailDto extends ReconciliationDto {
  days: ReconciliationDayDto[];
  /** The drift check of the stock that belongs to it; null where no stock is kept. What drifted: GET /inventory?state=DRIFTED. */
  stock: InventoryRunDto | null;
  /** At most 1000, the earliest found. */
  found: DifferenceDto[];
}
