import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsTimeZone,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCodeMap } from '../../../platform/http/is-code-map.js';
import { IsStatusMap } from './courier-validators.js';

/** Names joined by dots, from the event down; after `$.` from the body down. */
const PATH = /^(\$\.)?[^.\p{C}]{1,64}(\.[^.\p{C}]{1,64}){0,7}$/u;
const PATH_WORDS = { message: 'must be names joined by dots, e.g. Status.StatusType or $.event' };

export enum CourierAuthKind {
  /** A header that is the secret. */
  Header = 'header',
  /** `Authorization: Basic`, with the secret as `user:password`. */
  Basic = 'basic',
  /** A header that signs the body as it is sent. */
  Hmac = 'hmac',
  /** `?key=` in the address, for a courier that can send nothing else. */
  Query = 'query',
}

const needsHeader = ({ kind }: CourierAuthDto): boolean =>
  kind === CourierAuthKind.Header || kind === CourierAuthKind.Hmac;
const signs = ({ kind }: CourierAuthDto): boolean => kind === CourierAuthKind.Hmac;

/** How a courier proves itself. The secret: `courierSecrets` of the store. */
export class CourierAuthDto {
  /** header: a header is the secret; basic: user:password; hmac: a header signs the body; query: `?key=`. */
  @IsEnum(CourierAuthKind)
  kind: CourierAuthKind;

  /** Needed with header and hmac: the name of that header, in any case. @example 'x-push-token' */
  @ValidateIf(needsHeader)
  @Matches(/^[\w-]{1,64}$/, { message: 'must be the name of a header, e.g. x-push-token' })
  header?: string;

  /** Needed with hmac: hash of the signature. @example 'sha256' */
  @ValidateIf(signs)
  @IsIn(['sha1', 'sha256', 'sha512'])
  algorithm?: 'sha1' | 'sha256' | 'sha512';

  /** Needed with hmac: how the signature is written. */
  @ValidateIf(signs)
  @IsIn(['hex', 'base64'])
  encoding?: 'hex' | 'base64';

  /** What stands before the signature. @example 'hmac-sha256-hex=' */
  @IsOptional()
  @Matches(/^[^\p{C}]{1,64}$/u)
  prefix?: string;
}

export class CourierFilterDto {
  /** Place whose value is compared: names joined by dots; after `$.` from the body down. @example '$.event' */
  @Matches(PATH, PATH_WORDS)
  path: string;

  /** Values of which the place must have one. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(/^[^\p{C}]{1,255}$/u, { each: true })
  in: string[];
}

export class CourierNameDto {
  /** Place of the name: names joined by dots; after `$.` from the body down. @example 'AWB' */
  @Matches(PATH, PATH_WORDS)
  path: string;

  /** What it names: the forward parcel or the return's, the order, a reference of either, the return. */
  @IsIn(['awb', 'returnAwb', 'order', 'reference', 'return'])
  kind: 'awb' | 'returnAwb' | 'order' | 'reference' | 'return';
}

export class CourierTimeDto {
  /** Place of the time: names joined by dots; after `$.` from the body down. @example 'Status.StatusDateTime' */
  @Matches(PATH, PATH_WORDS)
  path: string;

  /** `iso` takes `2026-11-23 10:00:00` and `23 11 2026 10:00:00` as well. */
  @IsIn(['iso', 'epoch-seconds', 'epoch-milliseconds'])
  format: 'iso' | 'epoch-seconds' | 'epoch-milliseconds';

  /** Of a time that names no zone. @example 'Asia/Kolkata' */
  @IsOptional()
  @IsTimeZone({ message: 'must be a time zone by its name, e.g. Asia/Kolkata' })
  zone?: string;
}

/** A courier or aggregator that is connected by setting: it calls `POST /webhooks/courier/{storeCode}/{name}`. */
export class CourierDto {
  /** Also what the merchant reads as logisticAggregatorName, in capitals. @example 'delhivery' */
  @Matches(/^[a-z][a-z0-9]{1,31}$/, {
    message:
      'must be 2 to 32 small letters and digits, a letter first, as it stands in the address of the webhook',
  })
  name: string;

  /** How its calls are known to be its own. */
  @ValidateNested()
  @Type(() => CourierAuthDto)
  auth: CourierAuthDto;

  /** Where the event stands: an object, or a list or numbered object of events. Left out: the body. @example 'Shipment' */
  @IsOptional()
  @Matches(PATH, PATH_WORDS)
  root?: string;

  /** Only such events are passed on; others are kept without a type. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CourierFilterDto)
  filter?: CourierFilterDto;

  /** One or two places of the status; of two, both together are it. @example ['Status.StatusType', 'Status.Status'] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @Matches(PATH, { each: true, ...PATH_WORDS })
  status: string[];

  /** Another place of the status, which must mean the same. @example 'Status.StatusCode' */
  @IsOptional()
  @Matches(PATH, PATH_WORDS)
  mustAgree?: string;

  /**
   * Statuses to notification types, in any case, with blanks for `_` and `-`; of two places joined by `|`, where `*` stands for any second
   * one, but not of something grave. A status that is not here is kept without a type. @example { "DL|DELIVERED": "DELIVERED" }
   */
  @IsCodeMap()
  @IsStatusMap()
  map: Record<string, string>;

  /** Where the parcel is a return's; left out: nowhere. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CourierFilterDto)
  isReturn?: CourierFilterDto;

  /** Places of the names by which the order and the parcel are found; at least one must lead to an order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CourierNameDto)
  identity: CourierNameDto[];

  /** Left out: as of its receipt. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CourierTimeDto)
  time?: CourierTimeDto;

  /** Place of the courier's name. @example '$.courier.name' */
  @IsOptional()
  @Matches(PATH, PATH_WORDS)
  courierName?: string;

  /** What makes a repeat; left out: names, status and time. @example ['$.event_id'] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(PATH, { each: true, ...PATH_WORDS })
  repeatKey?: string[];

  /** A body that only tries the address: answered, and kept without a word. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CourierFilterDto)
  ping?: CourierFilterDto;

  /** HTTP status of the answer; left out: 200. @example 200 */
  @IsOptional()
  @IsInt()
  @Min(200)
  @Max(299)
  answer?: number;
}
