import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEnum,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Alias } from '../../platform/http/alias.js';
import { IsQuantity } from '../../platform/http/is-quantity.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { LevelState } from '../inventory.types.js';
import { SalableDifference } from '../salable-difference.js';
import { SalableSummaryDto } from './salable-summary.dto.js';

const MOST = 100_000_000;
/** A name of its own: the plug-in that describes a property leaves it out where it meets `-MOST`. */
const LEAST = -100_000_000;
/** Magento keeps 64 characters, and reads a SKU with a blank at its end in another way in each release. */
export const SKU = /^(?!\s)[^\p{Cc}\p{Cs}]{1,64}(?<!\s)$/u;
export const SKU_WORDS = 'must be 1 to 64 printable characters without a blank at either end';

export class PutInventoryDto {
  /** Units that Magento is to have, before the buffer: a number, not a change. @example 12 */
  @IsQuantity()
  @Min(LEAST)
  @Max(MOST)
  quantity: number;

  /** False: out of stock. True or left out: in stock; with nothing left Magento decides, which may take backorders. */
  @IsOptional()
  @IsBoolean()
  inStock?: boolean | null;

  /** Location that has them; left out: all of them together. @example 'WH1' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;
}

export class InventoryItemDto {
  /** Magento's SKU, up to 64 characters. @example 'MUG-01' */
  @Matches(SKU, { message: SKU_WORDS })
  channelSkuCode: string;

  /** Units that Magento is to have, before the buffer: a number, not a change; or `consolidatedQuantity`. @example 12 */
  @Alias(['consolidatedQuantity'])
  @IsQuantity()
  @Min(LEAST)
  @Max(MOST)
  quantity: number;

  /** The quantity of all locations together, in the consolidated form. It counts instead of quantity. @example 12 */
  @OptionalButNotNull()
  @IsQuantity()
  @Min(LEAST)
  @Max(MOST)
  consolidatedQuantity?: number;

  /** False: out of stock. True or left out: in stock; with nothing left Magento decides, which may take backorders. */
  @IsOptional()
  @IsBoolean()
  inStock?: boolean | null;

  /** Location of this row; left out: that of the request. @example 'WH1' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;
}

/** Increff's form: further fields are ignored. */
@AllowUnknownFields()
export class PutInventoriesDto {
  /** Location of all rows that name none; left out: all locations together. @example 'WH1' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;

  /** The last row counts of a SKU that is named twice for one location; several locations of one source are added up. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => InventoryItemDto)
  inventories: InventoryItemDto[];
}

export class InventorySuccessDto {
  /** SKU as it was given. */
  channelSkuCode: string;
  /** Units, as they were given. */
  quantity: number;
}

export class InventoryFailureDto extends InventorySuccessDto {
  /** PENDING: stored, and not pushed yet. @example 'UNKNOWN_SKU' */
  code: string;
  /** Why Magento does not have it, in words. */
  message: string;
  /** True when it will be pushed without another request, or the same request may succeed later. */
  retryable: boolean;
}

export class InventoryResultDto {
  /** Rows that Magento has now. */
  successList: InventorySuccessDto[];
  /** Rows that Magento does not have, or not yet; see code and retryable. */
  failureList: InventoryFailureDto[];
  /** SHADOWED: the store is in shadow mode, and what stands in successList was planned and not sent. */
  @IsEnum(['SHADOWED'])
  outcome?: 'SHADOWED';
}

/** Which of wanted, pushed and Magento's quantity stands alone. */
export enum Difference {
  /** Magento shows another one than is wanted and was pushed. */
  Magento = 'MAGENTO',
  /** Magento shows what was pushed, and another one is wanted. */
  Wanted = 'WANTED',
  /** Magento shows what is wanted, and another one was pushed. */
  Pushed = 'PUSHED',
  /** All three differ. */
  All = 'ALL',
}

export class InventoryLevelDto {
  /** SKU as it was given; Magento ignores its case. */
  channelSkuCode: string;
  /** MSI source; default for stock items. */
  sourceCode: string;
  /** Wanted, before the buffer. @example '12' */
  quantity: string;
  /** By location; the empty key is a request without one. */
  locations: Record<string, number>;
  /** PENDING: to be pushed; PUSHED: Magento has it; FAILED: see errorCode; SHADOWED: wanted in shadow mode, not sent. */
  @IsEnum(LevelState)
  state: LevelState;
  /** Magento's id of the stock item, which its own call returns; null until it was looked up, and by source. @example '32380' */
  magentoItemId: string | null;
  /** What Magento was last given. */
  pushedQuantity: string | null;
  /** When Magento was given it; ISO 8601, UTC. Null: never. */
  pushedAt: string | null;
  /** A write that got no answer may still land until then; the value is written once more after it. */
  inDoubtUntil: string | null;
  /** What Magento showed when it was last looked at. */
  magentoQuantity: string | null;
  /** When that was; ISO 8601, UTC. Null: never. */
  magentoCheckedAt: string | null;
  /** True when what is wanted, what was pushed and what Magento showed are not the same. */
  drifted: boolean;
  /** Which of the three differs: MAGENTO, WANTED, PUSHED, or ALL. */
  @IsEnum(Difference)
  differs: Difference | null;
  /** Code of the last failure, e.g. UNKNOWN_SKU, PRODUCT_DISABLED, NOT_A_STOCK_PRODUCT, MAGENTO_SIGN_IN. */
  errorCode: string | null;
  /** That failure in words. */
  errorMessage: string | null;
  /** When the wanted value came; ISO 8601, UTC. */
  requestedAt: string;
  /**
   * What Magento could still sell of the SKU when that was last looked at: all sources of the website's stock, less what it
   * reserves and the shop's out-of-stock threshold. This and what follows stands in the first level of a SKU only.
   */
  salableQuantity: string | null;
  /** When it was looked at; ISO 8601, UTC. Null: never. */
  salableCheckedAt: string | null;
  /** That quantity less what had been pushed: below 0 the shop sells less than Increff says. @example '-2' */
  salableDifference: string | null;
  /** Units of it in orders that were neither shipped nor cancelled, at that time. @example '2' */
  openOrderUnits: string | null;
  /**
   * What the difference comes of. OPEN_ORDERS: units of open orders are all of it, which is no fault; STOCK: with them, that
   * Magento's stock is not what was pushed; UNEXPLAINED.
   */
  @IsEnum(SalableDifference)
  salableDiffers: SalableDifference | null;
}

export class InventoryDto {
  /** SKU as it was given. */
  channelSkuCode: string;
  /** One for each source. */
  levels: InventoryLevelDto[];
}

export class InventoryOutcomeDto extends InventoryDto {
  /**
   * APPLIED: Magento has it. PENDING: stored, and pushed as soon as possible. SHADOWED: the store is in shadow mode, and nothing
   * is sent.
   */
  @IsEnum(['APPLIED', 'PENDING', 'SHADOWED'])
  outcome: 'APPLIED' | 'PENDING' | 'SHADOWED';
}

export class StockPlanDto {
  /** Always true: nothing was stored or sent. @example true */
  dryRun: boolean;
  /** What Magento would be sent. */
  request: Record<string, unknown>;
  /** What Magento has now. */
  magentoQuantity: number | null;
  /** Whether Magento has it in stock now; null where it does not show that. */
  magentoInStock: boolean | null;
}

export class InventoryPageDto {
  /** Levels of the page. */
  items: InventoryLevelDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

export enum InventoryFilter {
  Pending = 'PENDING',
  Pushed = 'PUSHED',
  Failed = 'FAILED',
  /** Wanted while the store was in shadow mode, and not sent. */
  Shadowed = 'SHADOWED',
  Drifted = 'DRIFTED',
  LowStock = 'LOW_STOCK',
  SalableDiffers = 'SALABLE_DIFFERS',
}

export class ListInventoryQueryDto extends PageQueryDto {
  /**
   * DRIFTED: wanted, pushed and Magento's quantity are not the same. LOW_STOCK: more than nothing is left, and no more than
   * lowStockThreshold. SALABLE_DIFFERS: Magento sells another quantity than was pushed. Left out: all.
   */
  @IsOptional()
  @IsEnum(InventoryFilter)
  state?: InventoryFilter;
}

export class ReadInventoryQueryDto {
  /** True reads Magento first. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  refresh: boolean = false;
}

export enum InventoryRunKind {
  DriftCheck = 'DRIFT_CHECK',
  FullPush = 'FULL_PUSH',
}

export class StartInventoryRunDto {
  /** DRIFT_CHECK compares with Magento; FULL_PUSH does so and then pushes every level again. */
  @IsEnum(InventoryRunKind)
  kind: InventoryRunKind;
}

export class InventoryRunDto {
  /** Id of the run; ids grow with time. */
  runId: string;
  /** Store whose stock it is about. */
  storeCode: string;
  /** DRIFT_CHECK compares with Magento; FULL_PUSH does so and then pushes every level again. */
  @IsEnum(InventoryRunKind)
  kind: InventoryRunKind;
  /** NIGHTLY, MANUAL or RECONCILIATION. */
  trigger: string;
  /** RUNNING, DONE or FAILED. */
  state: string;
  /** Levels that were compared. */
  checked: number;
  /** Of the levels that were compared, how many differed. */
  drifted: number;
  /** How many levels drifted, by what differs: MAGENTO, WANTED, PUSHED, ALL. @example { "MAGENTO": 2 } */
  differing: Record<string, number>;
  /** Levels that Magento showed nothing readable of; errorMessage has the first reason. */
  unread: number;
  /** What was pushed, against what Magento still sells; null where the run did not get there. */
  salable: SalableSummaryDto | null;
  /** Levels that were queued to be pushed again. */
  queued: number;
  /** Code of the error that ended it; null: none did. */
  errorCode: string | null;
  /** That error in words, or why a level could not be read. */
  errorMessage: string | null;
  /** Begin; ISO 8601, UTC. */
  startedAt: string;
  /** End; ISO 8601, UTC. Null while it runs. */
  finishedAt: string | null;
}

export class RetryInventoryDto {
  /** SHADOWED: what was wanted in shadow mode, and not sent. Left out: FAILED. */
  @OptionalButNotNull()
  @IsIn([LevelState.Failed, LevelState.Shadowed])
  state: LevelState.Failed | LevelState.Shadowed = LevelState.Failed;

  /** Only this SKU. Left out: all. */
  @OptionalButNotNull()
  @Matches(SKU, { message: SKU_WORDS })
  sku?: string;

  /** Only those that failed with this code. @example 'MAGENTO_SIGN_IN' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  errorCode?: string;
}

export class RetriedInventoryDto {
  /** Levels that were queued again. */
  queued: number;
}
