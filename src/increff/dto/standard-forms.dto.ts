import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsQuantity } from '../../platform/http/is-quantity.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { CreateShipmentDto, ShipmentItemDto } from '../../shipments/dto/shipment.dto.js';

const ID = /^[1-9]\d{0,17}$/;
const ID_WORDS = { message: 'must be an id of Magento: digits only' };

/** Increff's pack form, whole: the order is named in it. Further fields are ignored. */
@AllowUnknownFields()
export class PackDto extends CreateShipmentDto {
  /** Order that was packed: Magento's entity_id. @example '18' */
  @TextOrNumber()
  @Matches(ID, ID_WORDS)
  orderCode: string;
}

export class PackResultDto {
  /** Code of the parcel: Magento's shipment id, or P-{shipmentId} where Magento has none yet. @example '8' */
  shipmentCode: string | null;
  /** What is in the parcel. */
  shipmentItems: ShipmentItemDto[];
}

export class CancelledItemDto {
  /** Line of the order: Magento's item_id. @example '31' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderItemCode: string;

  /** Cancelled quantity of the line in all, as an absolute number. @example 2 */
  @IsQuantity()
  @Min(0)
  @Max(100_000_000)
  cancelledQuantity: number;
}

/** Increff's form of a seller's cancellation. Further fields are ignored. */
@AllowUnknownFields()
export class SellerCancellationDto {
  /** Order that the seller cancels: Magento's entity_id. @example '18' */
  @TextOrNumber()
  @Matches(ID, ID_WORDS)
  orderCode: string;

  /** Left out: the whole order. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => CancelledItemDto)
  orderItems?: CancelledItemDto[] | null;
}

export class CancellationResultDto {
  /** True when the order is not cancelled, and asking again would not help. */
  hasError: boolean;
  /** Why it is not cancelled, in words; null where it is. */
  errorMessage: string | null;
}

/** Further parameters of the form are ignored. */
@AllowUnknownFields()
export class DocumentQueryDto {
  /** Order that is invoiced: Magento's entity_id. @example '18' */
  @Matches(ID, ID_WORDS)
  orderCode: string;

  /** The shipment's code, from the answer to create shipment. @example '8' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  shipmentCode?: string;
}

/** Further parameters of the form are ignored. */
@AllowUnknownFields()
export class LabelQueryDto {
  /** The shipment's code, from the answer to create shipment. @example '8' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  shipmentCode: string;
}

export class IncreffInvoiceDto {
  /** Magento's increment_id of the newest invoice that has lines. @example '000000018' */
  invoiceCode: string;
  /** By the store's setting invoiceDocumentUrl: Magento's REST API serves no printed invoice. */
  invoiceUrl: string | null;
  /** base64; null, as Magento serves none. */
  invoice: string | null;
  /** When Magento made it; ISO 8601, UTC. */
  invoiceDate: string | null;
}

export class IncreffLabelDto {
  /** AWB of the parcel; null for none. */
  awbNumber: string | null;
  /** Courier of that AWB; null for none. */
  transporter: string | null;
  /** base64, where Magento has the label. */
  shippingLabel?: string;
  /** Where it is kept otherwise. */
  shippingLabelUrl?: string;
}
