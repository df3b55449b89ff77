import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

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
