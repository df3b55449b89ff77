import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Alias, instancesOf } from '../../platform/http/alias.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { BoxDto } from './handover.dto.js';

export class ManifestItemDto {
  /** @example '4711' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderCode: string;

  /** @example '8' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  shipmentCode: string;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  awbNumber?: string | null;

  @Alias(['packBoxDetailsList'], instancesOf(BoxDto))
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => BoxDto)
  packboxDetailsList?: BoxDto[] | null;
}

/** Increff's form: further fields are ignored. */
@AllowUnknownFields()
export class CreateManifestDto {
  /** Courier. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  transporter: string;

  @IsString()
  @MinLength(1)
  @MaxLength(255)
  locationCode: string;

  /** Increff's id: a repeat with the same id gets the same answer. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  manifestId?: string | null;

  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => ManifestItemDto)
  manifestItems: ManifestItemDto[];
}

/** Parcels that are added to an open manifest: further fields are ignored. */
@AllowUnknownFields()
export class AddToManifestDto {
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => ManifestItemDto)
  manifestItems: ManifestItemDto[];
}

export class ManifestQueryDto extends PageQueryDto {}

export class ManifestedItemDto {
  orderCode: string;
  shipmentCode: string;
  /** The first of its AWBs. */
  awbNumber: string | null;
  /** As the manifest was given them, else those of the parcel; once it is closed, as they were then. */
  awbNumbers: string[];
}

export class ManifestDto {
  /** @example 'M-12' */
  manifestCode: string;
  manifestId: string | null;
  transporter: string;
  locationCode: string;
  manifestItems: ManifestedItemDto[];
  /** Parcels that were made void, and do not leave with it. */
  voidParcels: string[];
  createdAt: string;
  /** Null: it takes further parcels. */
  closedAt: string | null;
  /** API client that closed it. */
  closedBy: string | null;
}

export class ManifestPageDto {
  /** The newest first. */
  items: ManifestDto[];
  nextCursor: string | null;
}
