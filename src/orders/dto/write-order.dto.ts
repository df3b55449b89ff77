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
  /** @example '18' */
  @IsString()
  @MaxLength(255)
  orderCode: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  locationCode?: string | null;
}

/** Increff's form: further fields are ignored. */
@AllowUnknownFields()
export class AcknowledgementsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AcknowledgementDto)
  orders: AcknowledgementDto[];
}

export class AcknowledgedOrderDto {
  /** @example '18' */
  orderCode: string;
  locationCode: string | null;
}

export class FailedOrderDto extends AcknowledgedOrderDto {
  /** @example 'NOT_FOUND' */
  code: string;
  message: string;
  /** True when the same request may succeed later. */
  retryable: boolean;
}

export class AcknowledgementsResultDto {
  successOrders: AcknowledgedOrderDto[];
  failedOrders: FailedOrderDto[];
}
