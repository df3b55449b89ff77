import { Transform } from 'class-transformer';
import { IsBoolean, IsNumber, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsMoment } from '../../platform/http/is-moment.js';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

const MOST = 1_000_000_000;

/* What a courier asks for of a return that Increff books. */

export class ShipmentDimensionDto {
  /** Breadth of the package; 1 where it is not known. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  breadth: number = 1;

  /** Height of the package; 1 where it is not known. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  height: number = 1;

  /** Length of the package; 1 where it is not known. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  length: number = 1;

  /** Weight of the package in grams; 200 where it is not known. */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  weight: number = 200;
}

export class ReturnAddressDto {
  /** Name of the customer, or of the person to ask for at the warehouse. @example 'Jane Doe' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  name: string;

  /** First line of the address. @example '1 Main Street' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  line1: string;

  /** Second line of the address. @example 'Floor 2' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  line2?: string | null;

  /** Third line of the address. @example 'Opposite the station' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  line3?: string | null;

  /** Town of the address. @example 'Bengaluru' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  city: string;

  /** State or region of the address. @example 'Karnataka' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  state: string;

  /** ZIP or PIN code. @example '560001' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  zip: string;

  /** Country, as the courier wants it written. @example 'India' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  country: string;

  /** E-mail of the customer or the warehouse. @example 'jane@example.com' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  email: string;

  /** Phone number of the customer or the warehouse. @example '9999999999' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  phone: string;
}

export class ReturnOrderDetailsDto {
  /** What the courier was to collect: more than 0 when isCod. @example 0 */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  codValue: number;

  /** Number of the invoice of the forward order; needed with CLICKPOST, as is invoiceTime. @example '000000018' */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  invoiceNumber?: string | null;

  /** When the forward order was invoiced; needed with CLICKPOST. @example '2020-10-10T10:00:00.000+05:30' */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsMoment()
  invoiceTime?: string | null;

  /** What that invoice came to. @example 100 */
  @IsNumber()
  @Min(0)
  @Max(MOST)
  invoiceValue: number;

  /** True if the forward order was cash on delivery. */
  @Transform(toBoolean)
  @IsBoolean()
  isCod: boolean;

  /** Number of the forward shipment. @example '8' */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardShipmentNumber?: string | null;
}
