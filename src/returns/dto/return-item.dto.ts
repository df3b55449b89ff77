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
  /** Type of tax, e.g. CGST. @example 'CGST' */
  @IsString()
  @MaxLength(255)
  type: string;

  /** Rate of this type of tax, in percent. @example 10 */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  rate: number;

  /** Tax of this type for one unit. @example 10 */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  taxPerUnit: number;

  /** Total tax of this type. @example 10 */
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

  /** SKU of the returned unit. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode: string;

  /** Name of the product; needed when Increff books the courier. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  name?: string | null;

  /** Brand of the product; needed where the courier asks for it. @example 'Brand1' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  brand?: string | null;

  /** Colour of the product; needed where the courier asks for it. @example 'Black' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  color?: string | null;

  /** Category of the product; needed where the courier asks for it. @example 'Footwear' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  category?: string | null;

  /** Sub-category of the product; needed where the courier asks for it. @example 'Shoe' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  subCategory?: string | null;

  /** Serial number of the product; needed where the courier asks for it. @example '100' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  serialNumber?: string | null;

  /** Price of the product; needed when Increff books the courier. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  price?: number | null;

  /** What was paid for the product in the end; needed when Increff books the courier. @example 100 */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  finalAmountPaid?: number | null;

  /** Address of a picture of the product. @example 'https://shop.example.com/shoe.jpg' */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  imageUrl?: string | null;

  /** Store credit that was used for this line. @example 0 */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MOST)
  storeCreditsUsed?: number | null;

  /** Taxes of the unit by type; needed where the courier asks for it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SubTaxItemDto)
  subTaxItemData?: SubTaxItemDto[] | null;
}
