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

  /**
   * Magento's carrier code; also taken as carrier_code. The store's setting `carriers` counts before it. Left out: by the
   * courier's name, else custom. @example 'custom'
   */
  @Alias(['carrier_code'])
  @OptionalButNotNull()
  @IsString()
  @MaxLength(32)
  carrierCode?: string;
}

export class DimensionsDto {
  /** Length of the box, as it was scanned at packing; kept as given. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  length?: number | null;

  /** Breadth of the box; also taken as width; kept as given. */
  @Alias(['width'])
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  breadth?: number | null;

  /** Height of the box; kept as given. */
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

  /** Kept with the document in Magento. @example 'Packed by hand' */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  comment?: string | null;

  /** Weight of the parcel in grams. @example 500 */
  @IsOptional()
  @IsQuantity()
  @Min(0)
  @Max(100_000_000)
  weight?: number | null;

  /** Size of the box. Kept here; Magento has no place for it. */
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
  /** Line of the order: Magento's item_id. @example '31' */
  orderItemCode: string;
  /** Magento's SKU of the line. */
  channelSkuCode: string;
  /** Units in the parcel. */
  quantity: number;
}

export class ShipmentTrackDto {
  /** AWB: the courier's number of the parcel. */
  trackNumber: string;
  /** Courier, as the customer reads it. */
  title: string;
  /** Magento's carrier code; custom for a courier that Magento does not know. */
  carrierCode: string;
}

export class ShipmentDto {
  /** Magento's shipment id, or P-{shipmentId} where Magento has none before handover. @example '8' */
  shipmentCode: string | null;
  /** Increff's id; null of a shipment that was not made here. */
  shipmentId: string | null;
  /** Order that is shipped: Magento's entity_id. */
  orderCode: string;
  /** Null of a shipment that was not made here. */
  @IsEnum(ShipmentSyncState)
  syncState: ShipmentSyncState | null;
  /** Warehouse that packed it, by Increff's code. */
  locationCode: string | null;
  /** MSI source it is taken from. */
  sourceCode: string | null;
  /** What is in the parcel. */
  shipmentItems: ShipmentItemDto[];
  /** Its AWBs with their couriers. */
  tracks: ShipmentTrackDto[];
  /** Set once it is handed over. */
  handoverId: string | null;
  /** When it was accepted here, or made in Magento; ISO 8601, UTC. */
  createdAt: string | null;
}

export class ShipmentOutcomeDto extends WriteOutcomeDto {
  /** Magento's shipment id, or P-{shipmentId} where Magento has none before handover. @example '8' */
  shipmentCode: string | null;
  /** What is in the parcel. */
  shipmentItems: ShipmentItemDto[];
  /** Its AWBs with their couriers. */
  tracks: ShipmentTrackDto[];
}
