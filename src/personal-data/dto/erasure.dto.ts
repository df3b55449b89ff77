import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, Matches, MaxLength } from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';

export class CreateErasureDto {
  /** The address of the customer, in any case. @example 'asha@example.com' */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsEmail({ allow_utf8_local_part: true, require_tld: false })
  @MaxLength(254)
  email: string;

  /** Left out: the customer of all stores, later stores included. */
  @OptionalButNotNull()
  @Matches(/^[a-z0-9_-]{1,64}$/i)
  storeCode?: string;

  /** True counts only: nothing is changed, and nothing is recorded. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun?: boolean;
}

export class ErasedRowsDto {
  /** @example 'delivery' */
  table: string;
  rows: number;
}

export class WaitingOrderDto {
  storeCode: string;
  /** @example '4711' */
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
  requestedBy: string;
  requestedAt: string;
  /** Orders found when it was asked for. */
  orders: number;
  /** Rows that were erased so far, by table. */
  erased: ErasedRowsDto[];
  /** Orders that are still to be erased. */
  waiting: number;
}

export class ErasureDetailDto extends ErasureDto {
  dryRun: boolean;
  /** The first hundred of them. */
  waitingOrders: WaitingOrderDto[];
}
