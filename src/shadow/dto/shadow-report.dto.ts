import { Transform } from 'class-transformer';
import { IsEnum, IsInt, Max, Min } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { toNumber } from '../../platform/http/to-number.js';
import { StoreMode } from '../../platform/outgoing/store-mode.js';
import { Verdict } from '../shadow.types.js';

export class ShadowReportQueryDto {
  /** Asked for at or after; left out: a day ago. @example '2026-01-01T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  from?: string;

  /** Asked for before or at; left out: now. @example '2026-01-02T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  to?: string;

  /** Orders that are read in Magento at most, about four calls each; writes of further ones are NOT_COMPARED. */
  @OptionalButNotNull()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(200)
  orders: number = 50;
}

export class ShadowKindDto {
  /** Kind of operation, e.g. INVOICE. */
  kind: string;
  /** Would have been sent. */
  shadowed: number;
  /** The present integration did the same. */
  same: number;
  different: number;
  notThere: number;
  notCompared: number;
  /** Nothing was to be sent: Magento had it already (ALREADY). */
  already: number;
  /** Nothing was to be sent to Magento, and we recorded it (APPLIED, DEGRADED), or it was sent while the store was live. */
  recorded: number;
  /** Would have been refused, as in live mode. */
  refused: number;
  /** Not settled yet, or failed. */
  open: number;
}

export class ShadowedWriteDto {
  /** GET /operations/{operationId} has the request as it would have been sent. */
  operationId: string;
  kind: string;
  /** @example '4711' */
  orderCode: string;
  createdAt: string;
  /** Method and path of the request; null: it was not planned before the store left shadow mode. */
  request: string | null;
  @IsEnum(Verdict)
  verdict: Verdict;
  /** What differs, or why it was not compared. */
  what: string | null;
  /** Magento's document that it was compared with. */
  magentoId: string | null;
}

export class ShadowExtraDto {
  orderCode: string;
  /** INVOICE, SHIPMENT, REFUND or CANCEL; ORDER: it went on in Magento, and no write was asked for here. */
  kind: string;
  magentoId: string | null;
  /** As Magento shows it, in UTC. */
  at: string | null;
  what: string;
}

export class ShadowedDeliveryDto {
  kind: string;
  eventType: string;
  /** Would have been sent. What the present integration sent to the same receiver, Magento does not show. */
  shadowed: number;
}

export class ShadowedStockDto {
  channelSkuCode: string;
  sourceCode: string;
  /** What Magento would have been given, less the buffer. */
  wanted: string;
  /** What Magento has. */
  magentoQuantity: string | null;
  @IsEnum(Verdict)
  verdict: Verdict;
  what: string | null;
  requestedAt: string;
}

export class ShadowReportDto {
  storeCode: string;
  @IsEnum(StoreMode)
  mode: StoreMode;
  from: string;
  to: string;
  kinds: ShadowKindDto[];
  writes: ShadowedWriteDto[];
  /** Done in Magento by another, and not planned here: of the orders that were read, and of orders without any write. */
  extras: ShadowExtraDto[];
  stock: ShadowedStockDto[];
  deliveries: ShadowedDeliveryDto[];
  /** True: there is more than the lists hold; ask for a shorter time. */
  truncated: boolean;
  ordersRead: number;
  /** Calls to Magento that the report took. */
  magentoCalls: number;
}
