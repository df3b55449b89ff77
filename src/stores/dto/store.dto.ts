import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { AGGREGATORS } from '../../notifications/aggregators/registry.js';
import type { WebhookKeyName } from '../../platform/config/app-config.js';
import { NOT_A_REST_URL_MESSAGE, NOT_A_REST_URL } from '../../platform/config/shop-address.js';
import { IsCodeMap, IsSecretMap } from '../../platform/http/is-code-map.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { ChangedSettingsDto, SettingsDto } from './settings-groups.dto.js';
import { StoreTraits } from './store-traits.dto.js';

const needsScheme =
  (...schemes: string[]) =>
  (credentials: CredentialsDto): boolean =>
    schemes.includes(credentials.scheme);

/** How to sign in to Magento. Which fields are needed depends on the scheme. Never returned. */
export class CredentialsDto {
  /** admin: user and password; bearer: integration token; oauth1: the four values of an integration. */
  @IsIn(['admin', 'bearer', 'oauth1'])
  scheme: 'admin' | 'bearer' | 'oauth1';

  /** Needed with admin: user of Magento's admin panel. */
  @ValidateIf(needsScheme('admin'))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  username?: string;

  /** Needed with admin: that user's password. */
  @ValidateIf(needsScheme('admin'))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  password?: string;

  /** Needed with oauth1: the integration's consumer key. @example '0jv5rbfy3kd92s4hw8mzcnq1tg6xpe7a' */
  @ValidateIf(needsScheme('oauth1'))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  consumerKey?: string;

  /** Needed with oauth1: the integration's consumer secret. @example 'the-consumer-secret' */
  @ValidateIf(needsScheme('oauth1'))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  consumerSecret?: string;

  /** Needed with bearer and oauth1: the integration's access token. @example 'the-access-token' */
  @ValidateIf(needsScheme('bearer', 'oauth1'))
  @IsString()
  @MinLength(1)
  @MaxLength(1024)
  accessToken?: string;

  /** Needed with oauth1: the secret of the access token. @example 'the-secret-of-the-access-token' */
  @ValidateIf(needsScheme('oauth1'))
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  accessTokenSecret?: string;
}

export class CreateStoreDto {
  /** Code by which the store is addressed (authDomainName, X-Store-Code). */
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  code: string;

  /** Address of the shop without /rest. */
  @IsUrl({
    protocols: ['http', 'https'],
    require_protocol: true,
    require_tld: false,
    allow_query_components: false,
    allow_fragments: false,
    disallow_auth: true,
  })
  @MaxLength(255)
  @Matches(NOT_A_REST_URL, NOT_A_REST_URL_MESSAGE)
  baseUrl: string;

  /** Magento store view code. */
  @Matches(/^\w{1,64}$/)
  storeView: string = 'default';

  /** Sign-in data. */
  @IsDefined()
  @ValidateNested()
  @Type(() => CredentialsDto)
  credentials: CredentialsDto;

  /** Settings that differ from the defaults. */
  @OptionalButNotNull()
  @IsObject()
  settings?: ChangedSettingsDto;
}

/** Shared secrets of the aggregators' webhooks, by `keyName`. Never returned. */
export class AggregatorKeysDto {
  [keyName: WebhookKeyName]: string | undefined;
}
for (const { keyName, title, headers } of AGGREGATORS) {
  const decorators = [
    OptionalButNotNull(),
    IsString(),
    MinLength(8),
    MaxLength(255),
    ApiPropertyOptional({
      type: String,
      minLength: 8,
      maxLength: 255,
      example: 'a-secret-of-the-webhook',
      description: `Header ${headers.join(' or ')} of ${title}.`,
    }),
  ];
  for (const decorate of decorators) decorate(AggregatorKeysDto.prototype, keyName);
}

export class UpdateStoreDto {
  /** New address of the shop without /rest; see sameShop. Left out: as before. @example 'https://shop.example.com' */
  @OptionalButNotNull()
  @IsUrl({
    protocols: ['http', 'https'],
    require_protocol: true,
    require_tld: false,
    allow_query_components: false,
    allow_fragments: false,
    disallow_auth: true,
  })
  @MaxLength(255)
  @Matches(NOT_A_REST_URL, NOT_A_REST_URL_MESSAGE)
  baseUrl?: string;

  /**
   * True when the new `baseUrl` leads to the same shop. Without it the address does not change while a write is under way
   * or in doubt: what became of it is seen in no other shop, and a copy of the shop would show nothing of it.
   */
  @OptionalButNotNull()
  @IsBoolean()
  sameShop?: boolean;

  /** New Magento store view code. Left out: as before. @example 'default' */
  @OptionalButNotNull()
  @Matches(/^\w{1,64}$/)
  storeView?: string;

  /** New sign-in data, whole: it takes the place of the old. Left out: as before. */
  @OptionalButNotNull()
  @ValidateNested()
  @Type(() => CredentialsDto)
  credentials?: CredentialsDto;

  /** Settings to change; the others stay. */
  @OptionalButNotNull()
  @IsObject()
  settings?: ChangedSettingsDto;

  /** Those to change; the others stay. */
  @OptionalButNotNull()
  @ValidateNested()
  @Type(() => AggregatorKeysDto)
  aggregators?: AggregatorKeysDto;

  /** Secrets of couriers that are connected by the setting `couriers`, by their names. Never returned. */
  @OptionalButNotNull()
  @IsCodeMap()
  @IsSecretMap()
  courierSecrets?: Record<string, string>;

  /** True stops polling and writes. */
  @OptionalButNotNull()
  @IsBoolean()
  paused?: boolean;
}

export class StoreDto {
  /** Name by which the store is addressed: authDomainName, X-Store-Code. */
  code: string;
  /** Address of the shop without /rest, no slash at the end. */
  baseUrl: string;
  /** Magento store view code in /rest/{storeView}/V1. It does not filter orders. */
  storeView: string;
  /** How the service signs in to Magento: admin, bearer or oauth1. */
  authScheme: string;
  /** True while polling and writes of the store are stopped by an operator. */
  paused: boolean;
  /** All settings, with the defaults of those that were not changed. */
  settings: SettingsDto;
  /** What was learnt about this Magento. */
  traits: StoreTraits;
  /** When the store was connected; ISO 8601, UTC. */
  createdAt: string;
  /** Last change of the store; ISO 8601, UTC. */
  updatedAt: string;
}

/** One finding of the store check. */
export class StoreCheckItemDto {
  /** What was checked, e.g. `dns`, `sign-in`, `right Magento_Sales::cancel`. */
  check: string;
  /**
   * ok; warning: works, with a limit; failed: must be repaired; unknown: could not be found out, as Magento failed; skipped: was not
   * tried.
   */
  @IsIn(['ok', 'warning', 'failed', 'skipped', 'unknown'])
  result: 'ok' | 'warning' | 'failed' | 'skipped' | 'unknown';
  /** What was found and, unless it is well, what to do. */
  message: string;
}

export class StoreCheckDto {
  /** Code of the store that was checked. */
  storeCode: string;
  /** True where all is well: nothing failed, and nothing could not be found out. */
  ok: boolean;
  /** The worst finding: well; unknown: something could not be found out; wrong: something must be repaired. */
  @IsIn(['well', 'unknown', 'wrong'])
  state: 'well' | 'unknown' | 'wrong';
  /** One finding for each thing that was tried, in the order of the tries. */
  checks: StoreCheckItemDto[];
}
