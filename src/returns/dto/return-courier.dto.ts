import { Transform } from 'class-transformer';
import { IsBoolean, IsNumber, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsMoment } from '../../platform/http/is-moment.js';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

const MOST = 1_000_000_000;

/* What a courier asks for of a return that Increff books. */

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
