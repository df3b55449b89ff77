import { IsBoolean, IsEnum, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { PageQueryDto } from '../../platform/http/page-query.dto.js';
import { DeliveryState, type EndpointKind } from '../delivery.types.js';
import { EndpointKindName } from './endpoint-kind-name.js';

export class ListDeliveriesQueryDto extends PageQueryDto {
  /** PENDING: to be sent; DELIVERED; DEAD: given up; TEST: of an endpoint's test; SHADOWED: not sent. Left out: all. */
  @IsOptional()
  @IsEnum(DeliveryState)
  state?: DeliveryState;

  /** Only those to this kind of endpoint. Left out: all. */
  @IsOptional()
  @IsString()
  @EndpointKindName({ required: false })
  kind?: EndpointKind;

  /** Only those about this order, as their bodies name it. */
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

  /** Only those to this kind of endpoint. Left out: all. */
  @OptionalButNotNull()
  @IsString()
  @EndpointKindName({ required: false })
  kind?: EndpointKind;

  /** Only those about this order, as their bodies name it. @example '4711' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  orderCode?: string;

  /** Only those of this type, e.g. DELIVERED. @example 'DELIVERED' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  eventType?: string;

  /** Accepted at or after. */
  @OptionalButNotNull()
  @IsInstant()
  from?: string;

  /** Accepted before or at. @example '2026-11-02T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  to?: string;

  /** True only counts. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun: boolean = false;
}

export class ReplayResultDto {
  /** True where they were only counted. */
  dryRun: boolean;
  /** Deliveries that are sent again, with the webhook-id they had. */
  count: number;
}

export class DeliveryDto {
  /** Id of the delivery; the same for every try and replay. */
  deliveryId: string;
  /** Header of every try. */
  webhookId: string;
  /** Kind of endpoint that it goes to. */
  @EndpointKindName()
  kind: EndpointKind;
  /** Order that it is about; those of one order go out one after the other. */
  orderCode: string;
  /** Notification type, RETURN_PROCESSED, ORDER, ORDER_CANCELLATION or TEST. @example 'PICKED_UP' */
  eventType: string;
  /** PENDING: to be sent; DELIVERED: a 2xx came; DEAD: the last try failed; TEST: of an endpoint's test; SHADOWED: not sent. */
  @IsEnum(DeliveryState)
  state: DeliveryState;
  /** Tries so far. */
  attempts: number;
  /** Null while an earlier one of its order code is pending, and once it is settled. */
  nextAttemptAt: string | null;
  /** HTTP status of the last answer; null: none came. */
  lastStatus: number | null;
  /** Why the last try failed; null: it did not. */
  lastError: string | null;
  /** When it was accepted; ISO 8601, UTC. */
  createdAt: string;
  /** When it was delivered or given up; ISO 8601, UTC. Null until then. */
  settledAt: string | null;
}

export class DeliveryPageDto {
  /** The newest first. */
  items: DeliveryDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}

export class DeliveryAttemptDto {
  /** Which try, from 1 on. */
  attempt: number;
  /** When it began; ISO 8601, UTC. */
  at: string;
  /** How long it took, in milliseconds. */
  durationMs: number;
  /** HTTP status of the answer; null: none came. */
  status: number | null;
  /** Why it failed; null: it did not. */
  error: string | null;
  /** Method, address and names of the headers. */
  request: Record<string, unknown>;
  /** Start of the answer of a failed try. */
  response: string | null;
}

export class DeliveryDetailDto extends DeliveryDto {
  /** As it is sent. */
  body: Record<string, unknown>;
  /** All tries that are kept, the earliest first. */
  tries: DeliveryAttemptDto[];
}
