import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { WriteOutcomeDto } from '../../operations/dto/operation.dto.js';
import { Outcome } from '../../operations/operation.types.js';
import { Alias, instancesOf } from '../../platform/http/alias.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { TrackDto } from './shipment.dto.js';

@AllowUnknownFields()
export class HandoverOrderDto {
  /** Parcel to hand over; left out: all of the order's parcels, or what is left where it has none here. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  shipmentCode?: string | null;

  /** Further tracks that the parcel got since it was packed. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique((track: Partial<TrackDto> | null) => track?.trackNumber, {
    message: 'must not name one track twice',
  })
  @ValidateNested({ each: true })
  @Type(() => TrackDto)
  tracks: TrackDto[] = [];

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  gatePassCode?: string | null;
}

export class BoxDto {
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  boxId?: string | null;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  awbNumber?: string | null;
}

export class HandoverItemDto {
  /** @example '4711' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderCode: string;

  /** Left out: all parcels of the order. @example '8' */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  shipmentCode?: string | null;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  gatePassCode?: string | null;

  /** Boxes; an awbNumber that the parcel does not have yet becomes a track. */
  @Alias(['packboxDetailsList'], instancesOf(BoxDto))
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => BoxDto)
  packBoxDetailsList?: BoxDto[] | null;
}

/** Increff's form: further fields are ignored. */
@AllowUnknownFields()
export class HandoversDto {
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;

  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => HandoverItemDto)
  handoverItems: HandoverItemDto[];
}

export class OpenLineDto {
  orderItemCode: string;
  quantity: number;
}

/** What keeps the order from being complete. */
export class StillOpenDto {
  toInvoice: OpenLineDto[];
  toShip: OpenLineDto[];
}

export class HandoverDto {
  /** Id of the shipment in Magento; null where Magento shows none. @example '2568' */
  handoverId: string | null;
  /** Null: what was left of an order without parcels here. */
  shipmentCode: string | null;
}

export class HandoverOutcomeDto extends WriteOutcomeDto {
  /** Id of the shipment in Magento. @example '2568' */
  handoverId: string | null;
  /** State of the order afterwards. @example 'complete' */
  orderState: string;
  orderStatus: string | null;
  stillOpen: StillOpenDto;
  /** All handovers of the order so far. */
  handovers: HandoverDto[];
}

const HANDOVER_OUTCOMES = [...Object.values(Outcome), 'UNKNOWN', 'PENDING', 'FAILED'];

export class HandoverResultDto {
  orderCode: string;
  shipmentCode: string | null;
  handoverId?: string | null;
  @IsIn(HANDOVER_OUTCOMES)
  @ApiProperty({ type: 'string', enum: HANDOVER_OUTCOMES })
  outcome: Outcome | 'UNKNOWN' | 'PENDING' | 'FAILED';
  /** Code of the error. */
  code?: string;
  message?: string;
  /** True when the same request may succeed later. */
  retryable?: boolean;
}

export class HandoversResultDto {
  /** True when an item was not handed over. */
  hasError: boolean;
  /** The first error, in words. */
  errorMessage: string | null;
  results: HandoverResultDto[];
}
