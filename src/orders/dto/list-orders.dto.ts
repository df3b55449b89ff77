import { Transform } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { SyncState } from '../order-sync-state.js';
import { toNumber } from '../../platform/http/to-number.js';

class PageQueryDto {
  /** Orders per page. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** nextCursor of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}

export class PendingOrdersQueryDto extends PageQueryDto {}

export class CancelledOrdersQueryDto extends PageQueryDto {
  /** Changed in Magento at or after; ISO 8601 with offset. @example '2026-11-01T00:00:00Z' */
  @IsOptional()
  @IsInstant()
  updatedFrom?: string;

  /** Changed in Magento before or at. */
  @IsOptional()
  @IsInstant()
  updatedTo?: string;
}

export class ListOrdersQueryDto extends CancelledOrdersQueryDto {
  /** One or more Magento status codes, comma separated. @example 'pending,processing' */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  @Matches(/^[\w-]{1,32}(,[\w-]{1,32})*$/, { message: 'must be status codes separated by commas' })
  status?: string;

  /** Created in Magento at or after. */
  @IsOptional()
  @IsInstant()
  createdFrom?: string;

  /** Created in Magento before or at. */
  @IsOptional()
  @IsInstant()
  createdTo?: string;

  /**
   * Changed here at or after: new, changed in Magento, released. Sorted by `changedAt`. Orders that changed up to two minutes
   * earlier come too, so that none is missed; their `revision` tells which you have. @example '2026-11-23T10:00:00Z'
   */
  @IsOptional()
  @IsInstant()
  changedSince?: string;

  /** Left out: all but those that are HELD or WAITING. */
  @IsOptional()
  @IsEnum(SyncState)
  syncState?: SyncState;
}
