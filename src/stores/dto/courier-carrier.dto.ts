import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

/** How a courier of Increff's is called in Magento. */
export class CourierCarrierDto {
  /** As Increff names it; upper and lower case are alike. @example 'BlueDart Surface' */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  courier: string;

  /** Magento's carrier code: `dhl`, `fedex`, `ups` and `usps` have a tracking link of Magento's own. @example 'bluedart' */
  @Matches(/^[A-Za-z0-9_]{1,32}$/)
  carrierCode: string;

  /** What the customer reads; left out: Increff's name. @example 'Blue Dart' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  title?: string | null;
}
