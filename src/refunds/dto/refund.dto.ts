import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { WriteOutcomeDto } from '../../operations/dto/operation.dto.js';
import { OrderLineDto } from '../../orders/dto/order-line.dto.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

const AMOUNT = /^\d{1,10}(\.\d{1,4})?$/;
const AMOUNT_WORDS = { message: 'must be an amount as text, such as "12.50"' };

export class CreateRefundDto {
  /** The caller's own id of this refund, e.g. of the return: the same one gives the money back once. @example 'R-1001' */
  @TextOrNumber()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  refundId: string;

  /** Lines and quantities to give back. Left out, with openRest false: no line, only the amounts below. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => OrderLineDto)
  items?: OrderLineDto[];

  /**
   * True, in place of items: everything that is invoiced, and neither shipped nor given back yet. For an order whose rest will
   * never ship; its goods are then for sale again.
   */
  @OptionalButNotNull()
  @IsBoolean()
  openRest: boolean = false;

  /** Shipping cost to give back, in the shop's base currency, as the shop shows it (with or without tax). @example '5.00' */
  @OptionalButNotNull()
  @Matches(AMOUNT, AMOUNT_WORDS)
  shippingAmount: string = '0';

  /** Extra amount, in the shop's base currency. @example '0.00' */
  @OptionalButNotNull()
  @Matches(AMOUNT, AMOUNT_WORDS)
  adjustmentPositive: string = '0';

  /** To keep back, in the shop's base currency. @example '0.00' */
  @OptionalButNotNull()
  @Matches(AMOUNT, AMOUNT_WORDS)
  adjustmentNegative: string = '0';

  /** True has the payment method pay the money back, by the invoice of the lines; false only books it in Magento. */
  @OptionalButNotNull()
  @IsBoolean()
  online: boolean = false;

  /** Magento's id of the invoice to pay back by, where online and the order has several. @example '7' */
  @TextOrNumber()
  @OptionalButNotNull()
  @Matches(/^[1-9]\d{0,17}$/, { message: "must be Magento's id of an invoice: digits" })
  invoiceId?: string;

  /** True makes the goods of the lines available for sale again in Magento. */
  @OptionalButNotNull()
  @IsBoolean()
  returnToStock: boolean = false;

  /** True mails the credit memo to the customer. */
  @OptionalButNotNull()
  @IsBoolean()
  notify: boolean = false;

  /** Stands in the comment of the credit memo. @example 'Out of stock' */
  @OptionalButNotNull()
  @IsString()
  @MaxLength(255)
  reason?: string;
}

export class CreditMemoItemDto {
  /** Row that Magento gave back: of a configurable or a bundle with one price its parent. @example '31' */
  orderItemCode: string;
  /** Magento's SKU of the line. */
  channelSkuCode: string;
  /** Units given back. */
  quantity: number;
}

export enum CreditMemoState {
  Open = 'OPEN',
  Refunded = 'REFUNDED',
  Cancelled = 'CANCELLED',
}

export enum CreditMemoSyncState {
  Created = 'CREATED',
  Found = 'FOUND',
}

export class CreditMemoDto {
  /** Magento's entity_id. @example '4' */
  creditMemoId: string;
  /** Number printed on it. @example '000000004' */
  creditMemoNumber: string | null;
  /** Order that was refunded: Magento's entity_id. @example '4711' */
  orderCode: string;
  /** Of the request that made it; null where the shop did. @example 'R-1001' */
  refundId: string | null;
  /** Magento's state: OPEN 1, REFUNDED 2, CANCELLED 3. */
  @IsEnum(CreditMemoState)
  state: CreditMemoState;
  /** CREATED here, or FOUND in Magento: made by the shop itself. */
  @IsEnum(CreditMemoSyncState)
  syncState: CreditMemoSyncState;
  /** What was given back, in the order's currency. @example '35.00' */
  grandTotal: string;
  /** Tax within grandTotal. */
  tax: string;
  /** Shipping cost within grandTotal, without tax. */
  shipping: string;
  /** Given besides the lines; kept back where negative. */
  adjustment: string;
  /** ISO 4217 code of the order's currency. */
  currency: string | null;
  /** Lines that were given back; none where only amounts were. */
  items: CreditMemoItemDto[];
  /** When Magento made it; ISO 8601, UTC. */
  magentoCreatedAt: string | null;
}

export class CreditMemosDto {
  /** In the order in which they were made. */
  items: CreditMemoDto[];
}

export class RefundOutcomeDto extends WriteOutcomeDto {
  /** Magento's entity_id of the credit memo; left out where there is none. @example '4' */
  creditMemoId?: string;
  /** The credit memo as Magento shows it; left out where it shows none. */
  creditMemo?: CreditMemoDto;
}
