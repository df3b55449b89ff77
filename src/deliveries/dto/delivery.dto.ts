import { IsBoolean, IsEnum, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { DeliveryState, type EndpointKind } from '../delivery.types.js';
import { EndpointKindName } from './endpoint-kind-name.js';

export class ListDeliveriesQueryDto extends PageQueryDto {
  @IsOptional()
  @IsEnum(DeliveryState)
  state?: DeliveryState;

  @IsOptional()
  @IsString()
  @EndpointKindName({ required: false })
  kind?: EndpointKind;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  orderCode?: string;
}

export class ReplayDto {
  /** Left out: DEAD. */
  @OptionalButNotNull()
  @IsEnum(DeliveryState)
  state: DeliveryState = DeliveryState.Dead;

  @OptionalButNotNull()
  @IsString()
  @EndpointKindName({ required: false })
  kind?: EndpointKind;

  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  orderCode?: string;

  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  eventType?: string;

  /** Accepted at or after. */
  @OptionalButNotNull()
  @IsInstant()
  from?: string;

  /** Accepted before or at. */
  @OptionalButNotNull()
  @IsInstant()
  to?: string;

  /** True only counts. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun: boolean = false;
}

export class ReplayResultDto {
  dryRun: boolean;
  /** Deliveries that are sent again, with the webhook-id they had. */
  count: number;
}

export class DeliveryDto {
  deliveryId: string;
  /** Header of every try. */
  webhookId: string;
  @EndpointKindName()
  kind: EndpointKind;
  orderCode: string;
  /** @example 'PICKED_UP' */
  eventType: string;
  @IsEnum(DeliveryState)
  state: DeliveryState;
  attempts: number;
  /** Null while an earlier one of its order code is pending, and once it is settled. */
  nextAttemptAt: string | null;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: string;
  settledAt: string | null;
}

export class DeliveryPageDto {
  /** The newest first. */
  items: DeliveryDto[];
  nextCursor: string | null;
}

export class DeliveryAttemptDto {
  attempt: number;
  at: string;
  durationMs: number;
  status: number | null;
  error: string | null;
  /** Method, address and names of the headers. */
  request: Record<string, unknown>;
  /** Start of the answer of a failed try. */
  response: string | null;
}

export class DeliveryDetailDto extends DeliveryDto {
  /** As it is sent. */
  body: Record<string, unknown>;
  tries: DeliveryAttemptDto[];
}
