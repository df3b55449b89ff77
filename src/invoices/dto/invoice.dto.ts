import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsEnum, ValidateNested } from 'class-validator';
import { WriteOutcomeDto } from '../../operations/dto/operation.dto.js';
import { OrderLineDto } from '../../orders/dto/order-line.dto.js';
import { InvoiceDetails, InvoiceItemDetails } from './invoice-details.dto.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';

export class CreateInvoiceDto {
  /** Left out: everything that is not invoiced yet, with the shipping cost. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2500)
  @ValidateNested({ each: true })
  @Type(() => OrderLineDto)
  items?: OrderLineDto[];

  /** True collects the money where the payment method can; false books it as paid all the same. */
  @OptionalButNotNull()
  @IsBoolean()
  capture: boolean = true;

  /** True mails the invoice to the customer. */
  @OptionalButNotNull()
  @IsBoolean()
  notify: boolean = false;
}

export class InvoiceItemDto extends InvoiceItemDetails {
  /** Row that Magento invoiced: of a configurable or a whole bundle its parent. @example '31' */
  orderItemCode: string;
  /** Magento's SKU of the line. */
  channelSkuCode: string;
  /** Units invoiced. */
  quantity: number;
}

export enum InvoiceState {
  Open = 'OPEN',
  Paid = 'PAID',
  Cancelled = 'CANCELLED',
}

export enum InvoiceSyncState {
  Created = 'CREATED',
  Found = 'FOUND',
}

export class InvoiceDto extends InvoiceDetails {
  /** Magento's entity_id. @example '7' */
  invoiceId: string;
  /** Number printed on it. @example '000000007' */
  invoiceNumber: string | null;
  /** Order that is invoiced: Magento's entity_id. @example '4711' */
  orderCode: string;
  /** Magento's state: OPEN 1, PAID 2, CANCELLED 3. */
  @IsEnum(InvoiceState)
  state: InvoiceState;
  /** CREATED here, or FOUND in Magento: made by the shop itself. */
  @IsEnum(InvoiceSyncState)
  syncState: InvoiceSyncState;
  /** What the invoice comes to, in the order's currency. @example '35.00' */
  grandTotal: string;
  /** Tax within grandTotal. */
  tax: string;
  /** ISO 4217 code of the order's currency. */
  currency: string | null;
  /** Lines of the invoice. */
  items: InvoiceItemDto[];
  /** When Magento made it; ISO 8601, UTC. */
  magentoCreatedAt: string | null;
  /** Where the shop prints it, by the store's setting invoiceDocumentUrl. */
  documentUrl: string | null;
  /** Comments in Magento, live: of GET only. */
  comments?: string[];
}

export class InvoicesDto {
  /** In the order in which they were made. */
  items: InvoiceDto[];
}

export class InvoiceOutcomeDto extends WriteOutcomeDto {
  /** Left out when the shop shows none, e.g. of an order that costs nothing. @example '7' */
  invoiceId?: string;
  /** The invoice as Magento shows it; left out where it shows none. */
  invoice?: InvoiceDto;
}
