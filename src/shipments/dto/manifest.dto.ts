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
  /** Order of the parcel: Magento's entity_id. @example '4711' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderCode: string;

  /** The parcel, by the code from the answer to create shipment. @example '8' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  shipmentCode: string;

  /** AWB that the manifest shows for it; left out: those of the parcel. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  awbNumber?: string | null;

  /** Boxes of the parcel, each with its AWB. */
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

  /** Warehouse that the parcels leave, by Increff's code. */
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

  /** Parcels that the courier takes in one go. */
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
  /** Parcels to add; those that it has already stay as they are. */
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
  /** Order of the parcel: Magento's entity_id. */
  orderCode: string;
  /** The parcel, by the code from the answer to create shipment. */
  shipmentCode: string;
  /** The first of its AWBs. */
  awbNumber: string | null;
  /** As the manifest was given them, else those of the parcel; once it is closed, as they were then. */
  awbNumbers: string[];
}

export class ManifestDto {
  /** Our code of the manifest, by which it is asked for. @example 'M-12' */
  manifestCode: string;
  /** Increff's id, if it gave one. */
  manifestId: string | null;
  /** Courier that takes the parcels. */
  transporter: string;
  /** Warehouse that they leave, by Increff's code. */
  locationCode: string;
  /** Parcels that leave with it. */
  manifestItems: ManifestedItemDto[];
  /** Parcels that were made void, and do not leave with it. */
  voidParcels: string[];
  /** When it was recorded; ISO 8601, UTC. */
  createdAt: string;
  /** Null: it takes further parcels. */
  closedAt: string | null;
  /** API client that closed it. */
  closedBy: string | null;
}

export class ManifestPageDto {
  /** The newest first. */
  items: ManifestDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}
