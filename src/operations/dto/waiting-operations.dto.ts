import { IsBoolean, IsEnum, IsIn, IsOptional, Matches } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { OperationKind, OperationState } from '../operation.types.js';
import { OperationDto } from './operation.dto.js';

const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^-?\d{1,18}$/;

/** States that a person may do something about. */
const OPEN_STATES = [OperationState.Pending, OperationState.Unknown, OperationState.Failed] as const;

export class ListOperationsQueryDto extends PageQueryDto {
  /** PENDING: waits for the worker; RUNNING; UNKNOWN: in doubt; SETTLED; FAILED. Left out: all. */
  @IsOptional()
  @IsEnum(OperationState)
  state?: OperationState;

  /** Only writes of this kind. Left out: all. */
  @IsOptional()
  @IsEnum(OperationKind)
  kind?: OperationKind;

  /** Only writes to this order: its entity_id, negative where another one has replaced it in Magento. @example '4711' */
  @IsOptional()
  @Matches(CODE, { message: 'must be an order code: digits' })
  orderCode?: string;

  /** True: only those that a person must look at. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  needsPerson?: boolean;

  /** nextCursor of the page before. */
  @IsOptional()
  @Matches(CURSOR, { message: 'must be the nextCursor of a page' })
  declare cursor?: string;
}

/** Which waiting operations are meant. */
export class WaitingOperationsDto {
  /** Left out: PENDING, those that wait for the worker. */
  @OptionalButNotNull()
  @IsIn(OPEN_STATES)
  state: (typeof OPEN_STATES)[number] = OperationState.Pending;

  /** Only writes of this kind. Left out: all. */
  @OptionalButNotNull()
  @IsEnum(OperationKind)
  kind?: OperationKind;

  /** Only writes to this order: its entity_id, negative where another one has replaced it in Magento. @example '4711' */
  @OptionalButNotNull()
  @Matches(CODE, { message: 'must be an order code: digits' })
  orderCode?: string;

  /** Accepted at or after. */
  @OptionalButNotNull()
  @IsInstant()
  from?: string;

  /** Accepted before. @example '2026-11-02T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  to?: string;

  /** True only counts. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun: boolean = false;
}

export class OperationsChangedDto {
  /** True where they were only counted. */
  dryRun: boolean;
  /** Operations that were changed, or would be. */
  count: number;
  /** FAILED operations of the filter that are left out: they were answered to their callers as errors and are theirs to repeat. */
  answeredAsErrors: number;
}

export class OperationPageDto {
  /** The newest first. */
  items: OperationDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}
