import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEnum,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../platform/http/is-moment.js';
import { Alias, instancesOf } from '../../platform/http/alias.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { QcStatus, ReturnState } from '../return.types.js';

export class QcResultDto {
  /** The channel's id of the unit, as it was announced. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  itemCode: string;

  /** Needed of a unit that was not announced and came along. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode?: string | null;

  /** Result of the quality check of the unit. */
  @IsEnum(QcStatus)
  qcStatus: QcStatus;

  /** Only of FAIL; one of `GET /return/qc-reasons`, or any other text. @example 'SIZE_MISMATCH' */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  qcReason?: string | null;

  /** Only of FAIL. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { each: true })
  @MaxLength(2000, { each: true })
  imageUrls?: string[] | null;
}

class QcResultsDto {
  /** Units that were checked; also taken as items. */
  @Alias(['items'], instancesOf(QcResultDto))
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique((item: Partial<QcResultDto> | null) => item?.itemCode, {
    message: 'must not name an itemCode twice',
  })
  @ValidateNested({ each: true })
  @Type(() => QcResultDto)
  orderItems: QcResultDto[];
}

/** In one or several parts. */
@AllowUnknownFields()
export class ProcessReturnDto extends QcResultsDto {
  /** True where a result may differ from the one that stands: it was wrong. */
  @IsOptional()
  @IsBoolean()
  correction?: boolean | null;
}

/** The document's return order acknowledgement. */
@AllowUnknownFields()
export class ReturnAckDto extends QcResultsDto {
  /** Return that was processed: the channel's id. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  returnOrderCode: string;
}

export class ReturnLineItemDto {
  /** The channel's id of the unit; also taken as itemCode. */
  @TextOrNumber('itemCode')
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelReturnItemCode: string;

  /** SKU of the unit. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode: string;

  /** Price of the product. @example 100 */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1_000_000_000)
  price?: number | null;

  /** The customer's reason. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  reasonForReturn: string;

  /** Line of the forward order, as the channel names it. @example '31' */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  subOrderCode?: string | null;
}

@AllowUnknownFields()
export class AddReturnItemsDto {
  /** Return to add to: the channel's id. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  returnOrderCode: string;

  /** Forward order, as Increff's form has it; that of the return counts. @example '4711' */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  orderCode?: string | null;

  /** Warehouse, as Increff's form has it; that of the return counts. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;

  /** Units that come back as well; one item is one unit. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique((line: Partial<ReturnLineItemDto> | null) => line?.channelReturnItemCode, {
    message: 'must name each item once',
  })
  @ValidateNested({ each: true })
  @Type(() => ReturnLineItemDto)
  returnLineItems: ReturnLineItemDto[];
}

export class CancelReturnItemDto {
  /** The channel's id of the unit; also taken as itemCode. */
  @TextOrNumber('itemCode')
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  returnOrderItemCode: string;

  /** SKU of the unit. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  channelSkuCode?: string | null;

  /** Why it does not come back. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  reason?: string | null;
}

@AllowUnknownFields()
export class CancelReturnItemsDto {
  /** Units that do not come back. */
  @IsDefined()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => CancelReturnItemDto)
  returnOrderItems: CancelReturnItemDto[];
}

@AllowUnknownFields()
export class FindByAwbDto {
  /** AWB of the return's parcel. */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  awbNumber: string;

  /** Its courier; left out: any. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  transporter?: string | null;
}

export class ListReturnsQueryDto extends PageQueryDto {
  /** CREATED; IN_PROCESSING: some units are checked; PROCESSED: all are; CANCELLED. Left out: all. */
  @IsOptional()
  @IsEnum(ReturnState)
  state?: ReturnState;

  /** Only returns of this forward order, as the channel names it. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardOrderCode?: string;

  /**
   * Only those that changed then or later. Those that changed up to two minutes earlier come too, so that none is missed; their
   * `changedAt` tells which you have. @example '2026-11-23T10:00:00Z'
   */
  @IsOptional()
  @IsMoment()
  changedSince?: string;
}
