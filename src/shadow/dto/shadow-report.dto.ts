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
  /** Magento shows one of the kind, and it differs. */
  different: number;
  /** Magento shows none of the kind. */
  notThere: number;
  /** Magento could not be asked, or does not show such a thing. */
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
  /** Kind of operation, e.g. INVOICE. */
  kind: string;
  /** Order that it would have written to: Magento's entity_id. @example '4711' */
  orderCode: string;
  /** When it was asked for; ISO 8601, UTC. */
  createdAt: string;
  /** Method and path of the request; null: it was not planned before the store left shadow mode. */
  request: string | null;
  /** SAME: the present integration did the same; DIFFERENT; NOT_THERE: Magento shows none; NOT_COMPARED. */
  @IsEnum(Verdict)
  verdict: Verdict;
  /** What differs, or why it was not compared. */
  what: string | null;
  /** Magento's document that it was compared with. */
  magentoId: string | null;
}

export class ShadowExtraDto {
  /** The order: Magento's entity_id. */
  orderCode: string;
  /** INVOICE, SHIPMENT, REFUND or CANCEL; ORDER: it went on in Magento, and no write was asked for here. */
  kind: string;
  /** Magento's id of the document; null where there is none. */
  magentoId: string | null;
  /** As Magento shows it, in UTC. */
  at: string | null;
  /** What was done, in words. */
  what: string;
}

export class ShadowedDeliveryDto {
  /** Kind of endpoint that it would have gone to. */
  kind: string;
  /** Type of the event, e.g. DELIVERED. */
  eventType: string;
  /** Would have been sent. What the present integration sent to the same receiver, Magento does not show. */
  shadowed: number;
}

export class ShadowedStockDto {
  /** SKU as it was given. */
  channelSkuCode: string;
  /** MSI source; default for stock items. */
  sourceCode: string;
  /** What Magento would have been given, less the buffer. */
  wanted: string;
  /** What Magento has. */
  magentoQuantity: string | null;
  /** SAME: Magento has what was wanted; DIFFERENT; NOT_THERE: Magento has no such stock; NOT_COMPARED. */
  @IsEnum(Verdict)
  verdict: Verdict;
  /** What differs, or why it was not compared; null where it is the same. */
  what: string | null;
  /** When the wanted value came; ISO 8601, UTC. */
  requestedAt: string;
}

export class ShadowReportDto {
  /** Store that the report is about. */
  storeCode: string;
  /** Mode of the store now: shadow plans and sends nothing; live sends. */
  @IsEnum(StoreMode)
  mode: StoreMode;
  /** Begin of the time that the report is about; ISO 8601, UTC. */
  from: string;
  /** End of that time; ISO 8601, UTC. */
  to: string;
  /** Counts of the writes, by kind of operation. */
  kinds: ShadowKindDto[];
  /** The writes, each with what Magento shows for it. */
  writes: ShadowedWriteDto[];
  /** Done in Magento by another, and not planned here: of the orders that were read, and of orders without any write. */
  extras: ShadowExtraDto[];
  /** Stock that was wanted, each row with what Magento has. */
  stock: ShadowedStockDto[];
  /** Counts of what would have gone to the merchant or to Increff. */
  deliveries: ShadowedDeliveryDto[];
  /** True: there is more than the lists hold; ask for a shorter time. */
  truncated: boolean;
  /** Orders that were read in Magento for the report. */
  ordersRead: number;
  /** Calls to Magento that the report took. */
  magentoCalls: number;
}
