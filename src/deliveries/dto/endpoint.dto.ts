import { IsEnum, IsString, MaxLength, MinLength } from 'class-validator';
import { IsHeaderMap } from '../../platform/http/is-header-map.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { EndpointKindName } from './endpoint-kind-name.js';
import { type EndpointKind, EndpointState } from '../delivery.types.js';

export class PutEndpointDto {
  /** http or https, public. @example 'https://merchant.example.com/notify' */
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  url: string;

  /** Sent along, e.g. for sign-in; stored encrypted, never shown. Left out: as before. */
  @OptionalButNotNull()
  @IsHeaderMap()
  headers?: Record<string, string>;
}

export class EndpointDto {
  /** @example 'default' */
  storeCode: string;
  @EndpointKindName()
  kind: EndpointKind;
  url: string;
  /** Names of the configured headers. */
  headerNames: string[];
  @IsEnum(EndpointState)
  state: EndpointState;
  /** GONE: it answered 410. FAILING: for 120 hours and 50 tries; tried hourly. OPERATOR. */
  disabledReason: string | null;
  /** Failed tries in a row. */
  failures: number;
  failingSince: string | null;
  /** Not tried before. */
  pausedUntil: string | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  /** Live signing secrets: 2 while a rotation is under way. */
  signingSecrets: number;
  updatedAt: string;
}

export class EndpointSecretDto extends EndpointDto {
  /** For checking Standard Webhooks signatures. Of a new secret only, shown this once. @example 'whsec_…' */
  signingSecret?: string;
}

export class EndpointTestDto {
  /** True when it answered 2xx. */
  ok: boolean;
  webhookId: string;
  status: number | null;
  error: string | null;
  durationMs: number;
}
