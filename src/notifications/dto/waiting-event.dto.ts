import { IsBoolean, IsString, MaxLength, MinLength } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

export class AssignEventDto {
  /** The order that it is of: entity_id or increment_id. @example '4711' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderCode: string;
}

export class DismissEventDto {
  /** Why it is none of ours. @example 'A parcel of another sales channel' */
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}

/** Which waiting events are of no order here; at least one condition. */
export class DismissEventsDto {
  /** Why they are none of ours; it is kept beside each of them. @example 'Parcels of another sales channel' */
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;

  /** Only of this aggregator. @example 'CLICKPOST' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(64)
  source?: string;

  /** Only those that call their order or parcel so. @example 'AWB-1' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  name?: string;

  /** Received at or after. @example '2026-11-01T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  from?: string;

  /** Received before or at. @example '2026-11-02T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  to?: string;

  /** True only counts, also without a condition. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun: boolean = false;
}

export class DismissedEventsDto {
  /** True where they were only counted. */
  dryRun: boolean;
  /** Events that are dismissed, or would be. */
  count: number;
}
