import { Transform } from 'class-transformer';
import {
  IsBase64,
  IsBoolean,
  IsIn,
  IsInt,
  IsJSON,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsAddressBlock } from './is-address-block.js';
import { NOT_A_REST_URL_MESSAGE, NOT_A_REST_URL } from './shop-address.js';
import { toBoolean } from '../http/to-boolean.js';

const toInt = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;

const toDecimal = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;

const toList = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value;

/** URLs of one host in plain `http(s)://host[:port][/path]` form; details are checked where they are used. */
const HTTP_URL = /^https?:\/\/[^\s/?#]+[^\s?#]*$/;

/** The whole environment of the service. A variable that is not here is not read anywhere. */
export class Env {
  @IsString() HOST: string = '127.0.0.1';
  @Transform(toInt) @IsInt() @Min(0) @Max(65535) PORT: number = 3000;
  @Transform(toInt) @IsOptional() @IsInt() @Min(1) @Max(65535) OPERATIONS_PORT?: number;
  @IsIn(['api', 'worker', 'all']) ROLE: 'api' | 'worker' | 'all' = 'all';
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) DATABASE_URL?: string;
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) DATABASE_OWNER_URL?: string;
  @IsString() DATA_DIR: string = '.data';

  @IsOptional() @IsBase64() SECRETS_KEY?: string;
  @IsOptional() @IsBase64() SECRETS_KEY_PREVIOUS?: string;
  @IsOptional() @Matches(/^[\w.@-]{1,64}$/) ADMIN_CLIENT_ID?: string;
  @IsOptional() @MinLength(12) ADMIN_CLIENT_SECRET?: string;

  @Matches(/^[a-z0-9_-]{1,64}$/i) STORE_CODE: string = 'default';
  @IsOptional() @Matches(HTTP_URL) @Matches(NOT_A_REST_URL, NOT_A_REST_URL_MESSAGE) MAGENTO_BASE_URL?: string;
  @Matches(/^\w{1,64}$/) MAGENTO_STORE_VIEW: string = 'default';
  @IsIn(['admin', 'bearer', 'oauth1']) MAGENTO_AUTH: 'admin' | 'bearer' | 'oauth1' = 'admin';
  @IsOptional() @IsString() MAGENTO_USERNAME?: string;
  @IsOptional() @IsString() MAGENTO_PASSWORD?: string;
  @IsOptional() @IsString() MAGENTO_ACCESS_TOKEN?: string;
  @IsOptional() @IsString() MAGENTO_ACCESS_TOKEN_SECRET?: string;
  @IsOptional() @IsString() MAGENTO_CONSUMER_KEY?: string;
  @IsOptional() @IsString() MAGENTO_CONSUMER_SECRET?: string;

  @IsOptional() @Matches(HTTP_URL) CLIENT_NOTIFICATION_URL?: string;
  @IsOptional() @Matches(HTTP_URL) CLIENT_RETURN_ACK_URL?: string;
  @IsOptional() @IsJSON() CLIENT_HEADERS?: string;

  @IsOptional() @Matches(HTTP_URL) PUBLIC_URL?: string;
  @IsOptional() @Matches(/^smtps?:\/\/[^\s/]+/) SMTP_URL?: string;
  @IsOptional() @Matches(/^[^\r\n]*@[^\r\n]*$/) ALERT_FROM?: string;
  @IsOptional() @Matches(HTTP_URL) OIDC_ISSUER?: string;
  @IsOptional() @MaxLength(255) OIDC_CLIENT_ID?: string;
  @IsOptional() @MinLength(8) OIDC_CLIENT_SECRET?: string;
  @Matches(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/) OIDC_SCOPES: string = 'openid profile email';
  @MaxLength(255) OIDC_ROLES_CLAIM: string = 'groups';
  @IsOptional() @IsString() OIDC_ROLES?: string;
  @MaxLength(255) OIDC_NAME_CLAIM: string = 'email';
  @Transform(toInt) @IsInt() @Min(0) @Max(300) OIDC_CLOCK_SKEW_SECONDS: number = 30;
  @IsOptional() @Transform(toInt) @IsInt() @Min(1) @Max(1440) OIDC_SESSION_MINUTES?: number;
  @Transform(toBoolean) @IsBoolean() CONSOLE_CLIENT_SIGN_IN: boolean = false;

  @Transform(toBoolean) @IsBoolean() ALLOW_PRIVATE_TARGETS: boolean = false;
  @Transform(toList) @IsAddressBlock({ each: true }) PRIVATE_TARGETS: string[] = [];
  @Transform(toList) @IsAddressBlock({ each: true }) TRUSTED_PROXIES: string[] = [];
  @Transform(toInt) @IsInt() @Min(1) @Max(86400) POLL_INTERVAL_SECONDS: number = 60;
  @Transform(toInt) @IsInt() @Min(100) @Max(600000) MAGENTO_TIMEOUT_MS: number = 30000;
  @Transform(toInt) @IsInt() @Min(1) @Max(64) MAGENTO_CONCURRENCY: number = 4;
  @Transform(toDecimal) @IsNumber() @Min(0.1) @Max(3600) MAGENTO_GRACE_SECONDS: number = 120;
  @Transform(toDecimal) @IsNumber() @Min(0) @Max(3600) MAGENTO_READ_LAG_SECONDS: number = 60;
  @Transform(toDecimal) @IsNumber() @Min(0.01) @Max(1) TIME_SCALE: number = 1;
  @Transform(toInt) @IsInt() @Min(1) RATE_LIMIT_PER_MINUTE: number = 60000;
  @IsOptional() @Matches(HTTP_URL) OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']) LOG_LEVEL: string = 'info';
}
