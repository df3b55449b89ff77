import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEnum,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../platform/http/is-moment.js';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { ReturnType } from '../return.types.js';

const MOST = 1_000_000_000;

export class SubTaxItemDto {
  @IsString()
  @MaxLength(255)
  type: string;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  rate: number;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  taxPerUnit: number;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  taxTotal: number;
}

/** One unit. */
export class ReturnOrderItemDto {
  /** The channel's id of this unit. @example 'I10098_1' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  itemCode: string;

  /** The customer's reason. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  reason: string;

  /** Quality check at the customer's door by the courier. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  enableDoorStepQc?: boolean | null;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode: string;

  /** Needed when Increff books the courier, as are price and finalAmountPaid. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  name?: string | null;

  /** Needed where the courier asks for it, as are color, category, subCategory, serialNumber and subTaxItemData. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  brand?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  color?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  category?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  subCategory?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  serialNumber?: string | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  price?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  finalAmountPaid?: number | null;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  imageUrl?: string | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  storeCreditsUsed?: number | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SubTaxItemDto)
  subTaxItemData?: SubTaxItemDto[] | null;
}

export class ShipmentDimensionDto {
  @IsNumber()
  @Min(0)
  @Max(MOST)
  breadth: number = 1;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  height: number = 1;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  length: number = 1;

  /** Grams. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  weight: number = 200;
}

export class ReturnAddressDto {
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  name: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  line1: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  line2?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  line3?: string | null;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  city: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  state: string;

  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  zip: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  country: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  email: string;

  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  phone: string;
}

export class ReturnOrderDetailsDto {
  /** More than 0 when isCod. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  codValue: number;

  /** Needed with CLICKPOST, as is invoiceTime. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  invoiceNumber?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  invoiceTime?: string | null;

  @IsNumber()
  @Min(0)
  @Max(MOST)
  invoiceValue: number;

  @Transform(toBoolean)
  @IsBoolean()
  isCod: boolean;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardShipmentNumber?: string | null;
}

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
