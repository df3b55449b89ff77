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

  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  returnOrderTime?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnOrderStatus?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  expectedDate?: string | null;

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

  @IsOptional()
  @IsString()
  @MaxLength(255)
  transporter?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(8)
  currencyCode?: string | null;

  @IsOptional()
  @IsIn(['INDIAN', 'INTERNATIONAL'])
  regionType?: 'INDIAN' | 'INTERNATIONAL' | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnReason?: string | null;

  /** Needed with CLICKPOST. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  sellerGstin?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  consigneeGstin?: string | null;

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

  @IsOptional()
  @ValidateNested()
  @Type(() => ReturnOrderDetailsDto)
  orderDetails?: ReturnOrderDetailsDto | null;
}
