import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEnum,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { WriteOutcomeDto } from '../../operations/dto/operation.dto.js';
import { OperationKind, OperationState, Outcome } from '../../operations/operation.types.js';
import { OrderLineDto } from '../../orders/dto/order-line.dto.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { ShipmentSyncState } from '../shipment.types.js';
import { ShipmentItemDto, ShipmentTrackDto, TrackDto } from './shipment.dto.js';

/** Another courier or AWB of a parcel. */
@AllowUnknownFields()
export class ChangeTrackDto extends TrackDto {
  /** AWBs whose place it takes; left out: all that the parcel has; empty: none, it is one more. @example ['AWB123'] */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  replaces?: string[];
}

export class RepackedParcelDto {
  /** @example 'P-900123' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  shipmentCode: string;

  /** All that is in it from then on. Empty: the parcel becomes void. */
  @IsDefined()
  @IsArray()
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => OrderLineDto)
  items: OrderLineDto[];
}

export class RepackDto {
  /** The parcels between which lines move. Together they hold afterwards what they hold now. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(100)
  @ArrayUnique((parcel: Partial<RepackedParcelDto> | null) => parcel?.shipmentCode, {
    message: 'must not name one parcel twice',
  })
  @ValidateNested({ each: true })
  @Type(() => RepackedParcelDto)
  parcels: RepackedParcelDto[];
}

/** A write that the first one called for, e.g. taking the old AWB off in Magento. */
export class FollowingWriteDto {
  operationId: string;
  @IsEnum(OperationKind)
  kind: OperationKind;
  @IsEnum(OperationState)
  state: OperationState;
  /** Null: a worker has it. */
  @IsEnum(Outcome)
  outcome: Outcome | null;
  /** AWB that it is about. */
  trackNumber: string | null;
  detail: string | null;
}

export class ParcelDto {
  shipmentCode: string | null;
  shipmentId: string;
  @IsEnum(ShipmentSyncState)
  syncState: ShipmentSyncState;
  shipmentItems: ShipmentItemDto[];
  tracks: ShipmentTrackDto[];
  /** AWBs that it had before. Events with them still find the order. */
  formerTracks: ShipmentTrackDto[];
}

export class ParcelChangeOutcomeDto extends WriteOutcomeDto {
  /** The parcels as they are now. */
  parcels: ParcelDto[];
  following: FollowingWriteDto[];
}
