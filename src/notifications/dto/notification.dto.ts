import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsEnum,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';
import { AllowUnknownFields } from '../../platform/http/validation.js';
import { ApiMoment, IsMoment } from '../../platform/http/is-moment.js';
import { NotificationState } from '../notification.types.js';

export class ReturnOrderInfoDto {
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnOrderId?: string | null;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  returnAwb?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  transporter?: string | null;

  /** Epoch seconds, or ISO 8601. */
  @IsOptional()
  @IsMoment()
  @ApiMoment()
  returnOrderTime?: number | string | null;
}

export class LogisticAggregatorInfoDto {
  /** CLICKPOST or SHIPROCKET. */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  logisticAggregatorName: string;

  /** Free keys, e.g. `Account Code`. */
  @IsOptional()
  @IsObject()
  logisticAggregatorMetaData?: Record<string, unknown> | null;
}

export class NotificationItemDto {
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  itemId?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  sku?: string | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100_000_000)
  quantity?: number | null;
}

export class InvoiceDataDto {
  /** A text, or a whole number; it is delivered as it was given. */
  @ApiProperty({ oneOf: [{ type: 'string', minLength: 1, maxLength: 255 }, { type: 'integer' }] })
  @ValidateIf(({ invoiceId }: InvoiceDataDto) => !Number.isSafeInteger(invoiceId))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  invoiceId: string | number;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  documentUrl?: string | null;

  /** @example 'CREATED' */
  @IsString()
  @MaxLength(255)
  invoiceStatus: string;

  /** INVOICE or CREDIT_NOTE. */
  @IsString()
  @MaxLength(255)
  documentType: string;
}

/** The document's three bodies: forward, return (with returnOrderInfo), invoice (with invoiceData). */
@AllowUnknownFields()
export class NotificationDto {
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  forwardOrderCode: string;

  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardShipmentCode?: string | null;

  /** Null of returns. */
  @TextOrNumber()
  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardAwb?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  courierName?: string | null;

  /** One of the list below, or one that is not known here. @example 'PICKED_UP' */
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  notificationType: string;

  /** Epoch seconds, or ISO 8601. Left out: now, and then it cannot be told from a repeat. */
  @IsOptional()
  @IsMoment()
  @ApiMoment()
  notificationUpdateTime?: number | string | null;

  /** Null or left out: of the forward order. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ReturnOrderInfoDto)
  returnOrderInfo?: ReturnOrderInfoDto | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => LogisticAggregatorInfoDto)
  logisticAggregatorInfo?: LogisticAggregatorInfoDto | null;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  warehouseCode?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => NotificationItemDto)
  items?: NotificationItemDto[] | null;

  /** Needed of INVOICE_GENERATED. */
  @ValidateIf(
    (dto: NotificationDto) => dto.notificationType === 'INVOICE_GENERATED' || dto.invoiceData != null,
  )
  @IsDefined()
  @ValidateNested()
  @Type(() => InvoiceDataDto)
  invoiceData?: InvoiceDataDto | null;
}

export class NotificationAcceptedDto {
  notificationId: string;
  /** True when it came before: it is not delivered again. */
  duplicate: boolean;
  /** False for a type that is not in the list; it is delivered all the same. */
  known: boolean;
  /** True when the parcel had come further before. */
  late: boolean;
  /** Null where the endpoint does not receive this type: the event is kept in state UNWANTED. */
  deliveryId: string | null;
}

export class ListNotificationsQueryDto extends PageQueryDto {
  /**
   * UNMAPPED: a status without a type; MALFORMED: kept for inspection; WAITING: its order is not known yet; DISMISSED: an operator
   * said that it is none of ours; UNWANTED: the endpoint does not receive its type.
   */
  @IsOptional()
  @IsEnum(NotificationState)
  state?: NotificationState;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  forwardOrderCode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  type?: string;
}

export class NotificationRowDto {
  notificationId: string;
  /** API, SERVICE (ourselves), or the aggregator: CLICKPOST, SHIPROCKET, … */
  source: string;
  @IsEnum(NotificationState)
  state: NotificationState;
  forwardOrderCode: string | null;
  /** Of one that waits: the type that it will go out with. */
  notificationType: string | null;
  known: boolean;
  eventTime: string | null;
  late: boolean;
  /** As it is delivered; of others what came. */
  body: Record<string, unknown>;
  /** Start of what came, where it was no JSON. */
  raw: string | null;
  /** Why it is not delivered, or what is odd about it. */
  reason: string | null;
  /** Whether it is about a return's parcel; null where that is not known. */
  isReturn: boolean | null;
  /** Of one that waits: what it calls its order and its parcel. */
  @ApiProperty({ type: [String], nullable: true })
  names: string[] | null;
  /** How often it came again. */
  repeats: number;
  deliveryId: string | null;
  receivedAt: string;
}

export class NotificationPageDto {
  /** The newest first. */
  items: NotificationRowDto[];
  nextCursor: string | null;
}
