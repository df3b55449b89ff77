import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, Matches } from 'class-validator';
import { IsInstant } from '../../platform/http/is-instant.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { IMBALANCES } from '../order-balance.js';

/** Which held orders are to be passed on; at least one condition. */
export class ReleaseOrdersDto {
  /** Only these: Magento's entity_ids. @example ['18'] */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @Matches(/^[1-9]\d{0,17}$/, { each: true })
  orderCodes?: string[];

  /** Only those that are held for this. @example 'totals_not_balanced' */
  @OptionalButNotNull()
  @IsIn(IMBALANCES)
  reason?: string;

  /** Created in Magento at or after. @example '2026-11-01T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  createdFrom?: string;

  /** Created in Magento before or at. @example '2026-11-02T00:00:00Z' */
  @OptionalButNotNull()
  @IsInstant()
  createdTo?: string;

  /** True only counts, also without a condition. */
  @OptionalButNotNull()
  @IsBoolean()
  dryRun: boolean = false;
}

export class ReleasedOrdersDto {
  /** Orders that were released, or would be. @example 12 */
  count: number;

  /** How many of them, by reason. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { totals_not_balanced: 12 },
  })
  reasons: Record<string, number>;

  /** True where they were only counted. */
  dryRun: boolean;
}

export class ExplainedPartDto {
  /** Its name in Magento. @example 'gift_cards_amount' */
  name: string;
  /** What it is to Increff, e.g. shipping, tax, giftCard, fee. @example 'giftCard' */
  as: string;
  /** As it counts in the grand total. @example '-5.00' */
  amount: string;
}

/** An entry for the store's setting totalAttributes. */
export class ProposedAttributeDto {
  /** Where it is in Magento's answer: names joined by dots, from the order down. @example 'extension_attributes.msp_cod_amount' */
  path: string;
  /** 1: added to the grand total as it stands; -1: taken away. @example 1 */
  sign: number;
  /** A guess by its name. @example 'codFee' */
  as: string;
  /** The amount has its tax in it, which the order's tax counts as well. @example false */
  taxIncluded: boolean;
  /** The field's amount, with the sign that it counts with. @example '50.00' */
  amount: string;
}

/** Entries for totalAttributes that together explain the difference. */
export class ProposalDto {
  /** Entries of one proposal: they explain the difference only together. */
  attributes: ProposedAttributeDto[];
}

export class TotalExplanationDto {
  /** What the customer owes by Magento, in the order's currency. @example '168.00' */
  grandTotal: string;
  /** What is known of it. */
  parts: ExplainedPartDto[];
  /** Of the grand total, what nothing explains. @example '50.00' */
  unexplained: string;
  /** Subtotal less what the lines come to. @example '0.00' */
  linesDiffer: string;
  /** null where it balances. @example 'totals_not_balanced' */
  reason: string | null;
  /** Each of them explains what is left. The likeliest first. */
  proposals: ProposalDto[];
}
