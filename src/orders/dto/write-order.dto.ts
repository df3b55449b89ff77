import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { toBoolean } from '../../platform/http/to-boolean.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';

export class RefreshQueryDto {
  /** True reads the order from Magento first. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  refresh: boolean = false;
}

export class AcknowledgeOrderDto {
  /** Warehouse that will fulfil the order; kept in the timeline. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string;
}

export class CancelOrderDto {
  /** Kept in the timeline; Magento has no place for it. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  reason?: string;
}

export class AcknowledgementDto {
  /** Order that Increff has received: Magento's entity_id. @example '18' */
  @IsString()
  @MaxLength(255)
  orderCode: string;

  /** Warehouse that will fulfil it; kept in the timeline. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;
}

/** Increff's form: further fields are ignored. */
@AllowUnknownFields()
export class AcknowledgementsDto {
  /** Orders to acknowledge; one that fails does not keep the others. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AcknowledgementDto)
  orders: AcknowledgementDto[];
}

export class AcknowledgedOrderDto {
  /** The order, as it was asked for. @example '18' */
  orderCode: string;
  /** The warehouse, as it was given; null for none. */
  locationCode: string | null;
}

export class FailedOrderDto extends AcknowledgedOrderDto {
  /** Code of the error, to decide by. @example 'NOT_FOUND' */
  code: string;
  /** The error in words. */
  message: string;
  /** True when the same request may succeed later. */
  retryable: boolean;
}

export class AcknowledgementsResultDto {
  /** Orders that are acknowledged: now, or before. */
  successOrders: AcknowledgedOrderDto[];
  /** Orders that are not, each with its error. */
  failedOrders: FailedOrderDto[];
}
