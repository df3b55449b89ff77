import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEnum,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsHeaderMap } from '../../platform/http/is-header-map.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { EndpointKindName, TestTypeName } from './endpoint-kind-name.js';
import { type EndpointKind, EndpointState, TEST_TYPE } from '../delivery.types.js';

export class PutEndpointDto {
  /** http or https, public; left out with `sameAs`. @example 'https://merchant.example.com/notify' */
  @ValidateIf(({ url, sameAs }: PutEndpointDto) => url !== undefined || sameAs === undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  url?: string;

  /** Sent along, e.g. for sign-in; stored encrypted, never shown. Left out: as before. */
  @OptionalButNotNull()
  @IsHeaderMap()
  headers?: Record<string, string>;

  /**
   * Another kind of which the store has an endpoint: address, headers and signing secret are those of that one, and follow it.
   * Header `bridge-kind` of a delivery says which kind it is of.
   */
  @OptionalButNotNull()
  @IsString()
  @EndpointKindName({ required: false })
  sameAs?: EndpointKind;

  /**
   * Of NOTIFICATION: the types it receives, and those that have no meaning here. Others are kept in state UNWANTED. Null: all;
   * left out: as before. @example ['DELIVERED', 'RTO']
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @ApiProperty({ type: [String], nullable: true, required: false })
  types?: string[] | null;

  /**
   * Of NOTIFICATION: bodies get a `statusText` in this language, or in English where it has none. Null: bodies as documented,
   * without it; left out: as before. @example 'hi'
   */
  @IsOptional()
  @IsString()
  language?: string | null;
}

export class EndpointDto {
  /** Store that the endpoint is of. @example 'default' */
  storeCode: string;
  /** NOTIFICATION: POST of notifications; RETURN_ACK: PUT of acknowledgements; INCREFF: Increff's Standard APIs. */
  @EndpointKindName()
  kind: EndpointKind;
  /** Address that deliveries go to; of INCREFF, what stands before the paths. */
  url: string;
  /** Names of the configured headers. */
  headerNames: string[];
  /** What it receives; null: all. */
  @ApiProperty({ type: [String], nullable: true })
  types: string[] | null;
  /** Of the status text in its bodies; null: there is none. */
  language: string | null;
  /** Kind whose address and secrets it has; null: its own. */
  @EndpointKindName({ nullable: true })
  sameAs: EndpointKind | null;
  /** ENABLED, or DISABLED: its deliveries wait; see disabledReason. */
  @IsEnum(EndpointState)
  state: EndpointState;
  /** GONE: it answered 410. FAILING: for 120 hours and 50 tries; tried hourly. OPERATOR. */
  disabledReason: string | null;
  /** Failed tries in a row. */
  failures: number;
  /** When the first of the failed tries in a row was; ISO 8601, UTC. Null: the last one went well. */
  failingSince: string | null;
  /** Not tried before. */
  pausedUntil: string | null;
  /** Last answer with 2xx; ISO 8601, UTC. Null: none yet. */
  lastSuccessAt: string | null;
  /** Last failed try; ISO 8601, UTC. Null: none yet. */
  lastFailureAt: string | null;
  /** Live signing secrets: 2 while a rotation is under way. */
  signingSecrets: number;
  /** When it was last set, enabled, disabled or given another secret; ISO 8601, UTC. */
  updatedAt: string;
}

export class EndpointSecretDto extends EndpointDto {
  /** For checking Standard Webhooks signatures. Of a new secret only, shown this once. @example 'whsec_…' */
  signingSecret?: string;
}

export class EndpointTestQueryDto {
  /** What the sample is of; each kind of endpoint has types of its own. @example 'DELIVERED' */
  @OptionalButNotNull()
  @IsString()
  @TestTypeName()
  type: string = TEST_TYPE;
}

export class EndpointTestDto {
  /** Of its record: `GET /deliveries/{deliveryId}`, state TEST. */
  deliveryId: string;
  /** True when it answered 2xx. */
  ok: boolean;
  /** Header webhook-id that the sample was sent with. */
  webhookId: string;
  /** HTTP status of the answer; null: none came. */
  status: number | null;
  /** Why it failed; null: it did not. */
  error: string | null;
  /** How long it took, in milliseconds. */
  durationMs: number;
}
