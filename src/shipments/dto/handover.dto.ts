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

  /** Code of the paper that lets the courier's van leave the warehouse; kept here. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  gatePassCode?: string | null;
}

export class BoxDto {
  /** Increff's id of the box. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  boxId?: string | null;

  /** The courier's number of this box. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  awbNumber?: string | null;
}

export class HandoverItemDto {
  /** Order of the parcel: Magento's entity_id. @example '4711' */
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

  /** Code of the paper that lets the courier's van leave the warehouse; kept here. */
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
  /** Warehouse that the parcels leave, by Increff's code. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;

  /** Parcels that the courier took; one that fails does not keep the others. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => HandoverItemDto)
  handoverItems: HandoverItemDto[];
}

export class OpenLineDto {
  /** Line of the order: Magento's item_id. */
  orderItemCode: string;
  /** Units that are still open. */
  quantity: number;
}

/** What keeps the order from being complete. */
export class StillOpenDto {
  /** Lines that are not invoiced in full. */
  toInvoice: OpenLineDto[];
  /** Lines that are not shipped in full. */
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
  /** Magento's status code of the order afterwards; null where Magento has none. */
  orderStatus: string | null;
  /** What keeps the order from being complete. */
  stillOpen: StillOpenDto;
  /** All handovers of the order so far. */
  handovers: HandoverDto[];
}

const HANDOVER_OUTCOMES = [...Object.values(Outcome), 'UNKNOWN', 'PENDING', 'FAILED'];

export class HandoverResultDto {
  /** The order, as it was asked for. */
  orderCode: string;
  /** The parcel, as it was asked for; null: all of the order's. */
  shipmentCode: string | null;
  /** Id of the shipment in Magento; null where Magento shows none. */
  handoverId?: string | null;
  /** What came of it: an outcome of a write, or UNKNOWN: in doubt, PENDING: a worker has it, FAILED: see code. */
  @IsIn(HANDOVER_OUTCOMES)
  @ApiProperty({ type: 'string', enum: HANDOVER_OUTCOMES })
  outcome: Outcome | 'UNKNOWN' | 'PENDING' | 'FAILED';
  /** Code of the error. */
  code?: string;
  /** The error, or the outcome, in words. */
  message?: string;
  /** True when the same request may succeed later. */
  retryable?: boolean;
}

export class HandoversResultDto {
  /** True when an item was not handed over. */
  hasError: boolean;
  /** The first error, in words. */
  errorMessage: string | null;
  /** One entry for each item, in the order of the request. */
  results: HandoverResultDto[];
}
