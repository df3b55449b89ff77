import { IsString, MaxLength, MinLength } from 'class-validator';
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
