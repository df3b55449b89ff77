import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEnum,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../platform/http/is-moment.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { ReturnType } from '../return.types.js';
import { ReturnAddressDto, ReturnOrderDetailsDto, ShipmentDimensionDto } from './return-courier.dto.js';
import { ReturnOrderItemDto } from './return-item.dto.js';

/** The document's body: further fields are ignored. */
@AllowUnknownFields()
export class CreateReturnOrderDto {
  /** entity_id of the forward order, or its increment_id where the store is set so. @example '4711' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  forwardOrderCode: string;

  /** The channel's id of the return: a repeat with the same body gets the same answer. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  returnOrderCode: string;

  /** Warehouse that will receive it. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  locationCode: string;

  /** When the customer placed the return; ISO 8601 with offset. @example '2020-10-16T20:22:28.000+05:30' */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  returnOrderTime?: string | null;

  /** Status that the channel gives it, e.g. RETURN_CREATED; kept as given. @example 'RETURN_CREATED' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnOrderStatus?: string | null;

  /** When the return should arrive at the warehouse. @example '2020-10-20T20:22:28.000+05:30' */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  expectedDate?: string | null;

  /** What comes back: one item is one unit, each with an itemCode of its own. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique((item: Partial<ReturnOrderItemDto> | null) => item?.itemCode, {
    message: 'must not name an itemCode twice: one item is one unit',
  })
  @ValidateNested({ each: true })
  @Type(() => ReturnOrderItemDto)
  orderItems: ReturnOrderItemDto[];

  /** Left out where the channel books the courier: CUSTOMER_RETURN. */
  @IsOptional()
  @IsEnum(ReturnType)
  orderType?: ReturnType | null;

  /** Left out, with transporter: Increff books the courier, and the starred fields are needed. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  awbNumber?: string | null;

  /** Courier of the return; not needed where Increff books the courier. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  transporter?: string | null;

  /** ISO 4217 code of the amounts, e.g. INR; needed when Increff books the courier. @example 'INR' */
  @IsOptional()
  @IsString()
  @MaxLength(8)
  currencyCode?: string | null;

  /** Region of the order; needed when Increff books the courier. */
  @IsOptional()
  @IsIn(['INDIAN', 'INTERNATIONAL'])
  regionType?: 'INDIAN' | 'INTERNATIONAL' | null;

  /** Why the order came back; needed when Increff books the courier. @example 'Different size' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnReason?: string | null;

  /** GSTIN of the seller; needed with CLICKPOST, may be null with SHIPROCKET. @example '29ABCDE1234F1Z5' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  sellerGstin?: string | null;

  /** GSTIN of the consignee; needed where the courier asks for it. @example '27ABCDE1234F1Z9' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  consigneeGstin?: string | null;

  /** Size and weight of the package; needed when Increff books the courier. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ShipmentDimensionDto)
  shipmentDimension?: ShipmentDimensionDto | null;

  /** The warehouse. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReturnAddressDto)
  dropAddress?: ReturnAddressDto | null;

  /** The customer. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReturnAddressDto)
  pickupAddress?: ReturnAddressDto | null;

  /** Payment and invoice of the forward order; needed when Increff books the courier. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReturnOrderDetailsDto)
  orderDetails?: ReturnOrderDetailsDto | null;
}
