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
  /** The parcel, by the code from the answer to create shipment. @example 'P-900123' */
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
  /** Row of the ledger; ask GET /operations/{operationId}. */
  operationId: string;
  /** Which write it is, e.g. REMOVE_TRACK. */
  @IsEnum(OperationKind)
  kind: OperationKind;
  /** PENDING: waits for the worker; RUNNING; UNKNOWN: in doubt; SETTLED: see outcome; FAILED: nothing was changed. */
  @IsEnum(OperationState)
  state: OperationState;
  /** Null: a worker has it. */
  @IsEnum(Outcome)
  outcome: Outcome | null;
  /** AWB that it is about. */
  trackNumber: string | null;
  /** The outcome in words; null where there is nothing to say. */
  detail: string | null;
}

export class ParcelDto {
  /** Code of the parcel that was given to Increff; null until it is created. */
  shipmentCode: string | null;
  /** Increff's id of the parcel. */
  shipmentId: string;
  /** PENDING: not created yet; CREATED: packed; HANDED_OVER; REFUSED: its id is free again; VOID: undone before handover. */
  @IsEnum(ShipmentSyncState)
  syncState: ShipmentSyncState;
  /** What is in it now. */
  shipmentItems: ShipmentItemDto[];
  /** AWBs that it has now, with their couriers. */
  tracks: ShipmentTrackDto[];
  /** AWBs that it had before. Events with them still find the order. */
  formerTracks: ShipmentTrackDto[];
}

export class ParcelChangeOutcomeDto extends WriteOutcomeDto {
  /** The parcels as they are now. */
  parcels: ParcelDto[];
  /** Writes to Magento that the change called for; a worker does what is not settled. */
  following: FollowingWriteDto[];
}
