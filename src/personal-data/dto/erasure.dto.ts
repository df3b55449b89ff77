import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, Matches, MaxLength } from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';

export class CreateErasureDto {
  /** The address of the customer, in any case. @example 'asha@example.com' */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsEmail({ allow_utf8_local_part: true, require_tld: false })
  @MaxLength(254)
  email: string;

  /** Left out: the customer of all stores, later stores included. @example 'default' */
  @OptionalButNotNull()
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  storeCode?: string;

  /** True counts only: nothing is changed, and nothing is recorded. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun?: boolean;
}

export class ErasedRowsDto {
  /** Table of the service's database; docs/database.md says what stands in it. @example 'delivery' */
  table: string;
  /** How many of its rows were erased or stripped. */
  rows: number;
}

export class WaitingOrderDto {
  /** Store of the order. */
  storeCode: string;
  /** Order that is still to be erased: Magento's entity_id. @example '4711' */
  orderCode: string;
  /** What is open. The order is erased in the night after it is no more. */
  why: string;
}

export class ErasureDto {
  /** Null for a dry run. */
  erasureId: string | null;
  /** Null for all stores. */
  storeCode: string | null;
  /** HMAC-SHA-256 of the e-mail; the e-mail itself is kept nowhere. */
  emailHash: string;
  /** Who asked for it: an API client, a person (`oidc:…`), or cli. */
  requestedBy: string;
  /** When; ISO 8601, UTC. Orders that are created later are not erased. */
  requestedAt: string;
  /** Orders found when it was asked for. */
  orders: number;
  /** Rows that were erased so far, by table. */
  erased: ErasedRowsDto[];
  /** Orders that are still to be erased. */
  waiting: number;
}

export class ErasureDetailDto extends ErasureDto {
  /** True where it was only counted, and nothing is recorded. */
  dryRun: boolean;
  /** The first hundred of them. */
  waitingOrders: WaitingOrderDto[];
}
