import { Matches } from 'class-validator';
import { InventoryRunDto } from '../../inventory/dto/inventory.dto.js';
import { IsInstant } from '../../platform/http/is-instant.js';
import { DifferenceKind, Severity } from '../reconciliation.types.js';

export class CreateReconciliationDto {
  /** Store whose orders are compared with Magento. */
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
  /** Id of the difference. @example '71' */
  differenceId: string;
  /** The order: Magento's entity_id. */
  orderCode: string;
  /** What differs. _DOUBLED: one marker of ours on two; _NOT_RECORDED: our marker, and our books do not have it. */
  kind: DifferenceKind;
  /** ERROR: a write had an effect that it should not have, and a person must act. */
  severity: Severity;
  /** What we had, without personal data; null: nothing. */
  ours: Record<string, unknown> | null;
  /** What Magento has, without personal data; null: nothing. */
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
  /** Id of the comparison. */
  reconciliationId: string;
  /** Store whose orders are compared. */
  storeCode: string;
  /** Orders created in Magento at or after are compared; ISO 8601, UTC. */
  from: string;
  /** Orders created in Magento before or at are compared; ISO 8601, UTC. */
  to: string;
  /** RUNNING; DONE; FAILED: see errorMessage. */
  state: 'RUNNING' | 'DONE' | 'FAILED';
  /** Orders that Magento has in the range. */
  ordersMagento: number;
  /** Before the repair. */
  ordersHere: number;
  /** How many differences were found. */
  differences: number;
  /** Those of them that were repaired on our side. */
  repaired: number;
  /** Why it failed, in words; null where it did not. */
  errorMessage: string | null;
  /** Who asked for it: an API client, a person (`oidc:…`), cli, or schedule. */
  requestedBy: string;
  /** When it was asked for; ISO 8601, UTC. */
  startedAt: string;
  /** When it ended; ISO 8601, UTC. Null until then. */
  finishedAt: string | null;
}

/** Orders by day of creation in Magento, UTC. */
export class ReconciliationDayDto {
  /** The day in UTC, as YYYY-MM-DD. @example '2026-11-01' */
  day: string;
  /** Orders that Magento has of it. */
  ordersMagento: number;
  /** Before the repair. */
  ordersHere: number;
}

export class ReconciliationDetailDto extends ReconciliationDto {
  /** One entry for each day of the range on which there are orders. */
  days: ReconciliationDayDto[];
  /** The drift check of the stock that belongs to it; null where no stock is kept. What drifted: GET /inventory?state=DRIFTED. */
  stock: InventoryRunDto | null;
  /** At most 1000, the earliest found. */
  found: DifferenceDto[];
}
