import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEnum,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { WriteOutcomeDto } from '../../operations/dto/operation.dto.js';
import { OrderLineDto } from '../../orders/dto/order-line.dto.js';
import { Alias, instancesOf } from '../../platform/http/alias.js';
import { IsQuantity } from '../../platform/http/is-quantity.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { ShipmentSyncState } from '../shipment.types.js';

export class TrackDto {
  /** AWB; also taken as track_number or awbNumber. @example '1Z999AA10123456784' */
  @TextOrNumber('track_number', 'awbNumber')
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  trackNumber: string;

  /** Courier; also taken as transporter. @example 'Delhivery' */
  @Alias(['transporter', 'courierName'])
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  title?: string;

  /** Magento's carrier code; also taken as carrier_code. Left out: custom. @example 'custom' */
  @Alias(['carrier_code'])
  @OptionalButNotNull()
  @IsString()
  @MaxLength(32)
  carrierCode?: string;
}

export class DimensionsDto {
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  length?: number | null;

  @Alias(['width'])
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  breadth?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  height?: number | null;
}

/** Increff's pack form: further fields are ignored. */
@AllowUnknownFields()
export class CreateShipmentDto {
  /** Increff's id of the parcel: a repeat with the same id gets the same answer. @example '900123' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  shipmentId: string;

  /** What is in the parcel; also taken as shipmentItems. */
  @Alias(['shipmentItems'], instancesOf(OrderLineDto))
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => OrderLineDto)
  items: OrderLineDto[];

  /** AWB and courier of each piece. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique((track: Partial<TrackDto> | null) => track?.trackNumber, {
    message: 'must not name one track twice',
  })
  @ValidateNested({ each: true })
  @Type(() => TrackDto)
  tracks: TrackDto[] = [];

  /** Warehouse; names the MSI source where the store maps it. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;

  /** Kept with the document in Magento. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  comment?: string | null;

  /** Grams. */
  @IsOptional()
  @IsQuantity()
  @Min(0)
  @Max(100_000_000)
  weight?: number | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => DimensionsDto)
  dimensions?: DimensionsDto | null;

  /** Shipping label kept elsewhere, e.g. at the courier. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @MaxLength(2000)
  shippingLabelUrl?: string | null;
}

export class ShipmentItemDto {
  /** @example '31' */
  orderItemCode: string;
  channelSkuCode: string;
  quantity: number;
}

export class ShipmentTrackDto {
  trackNumber: string;
  title: string;
  carrierCode: string;
}

export class ShipmentDto {
  /** Magento's shipment id, or P-{shipmentId} where Magento has none before handover. @example '8' */
  shipmentCode: string | null;
  /** Increff's id; null of a shipment that was not made here. */
  shipmentId: string | null;
  orderCode: string;
  /** Null of a shipment that was not made here. */
  @IsEnum(ShipmentSyncState)
  syncState: ShipmentSyncState | null;
  locationCode: string | null;
  /** MSI source it is taken from. */
  sourceCode: string | null;
  shipmentItems: ShipmentItemDto[];
  tracks: ShipmentTrackDto[];
  /** Set once it is handed over. */
  handoverId: string | null;
  createdAt: string | null;
}

export class ShipmentOutcomeDto extends WriteOutcomeDto {
  /** @example '8' */
  shipmentCode: string | null;
  shipmentItems: ShipmentItemDto[];
  tracks: ShipmentTrackDto[];
}
