import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsIn, Matches } from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';

/** What a total of another module is to Increff. */
export enum TotalKind {
  CodFee = 'codFee',
  StoreCredit = 'storeCredit',
  GiftCard = 'giftCard',
  Fee = 'fee',
  Discount = 'discount',
}

/** A total that another module adds to the order. */
export class TotalAttributeDto {
  /**
   * Where it is in Magento's answer: names joined by dots, from the order down; `[]` after the name of a list adds its
   * entries up. @example 'extension_attributes.msp_cod_amount'
   */
  @Matches(/^[\w-]{1,64}(\[\])?(\.[\w-]{1,64}(\[\])?){0,5}$/, {
    message: 'must be names joined by dots, from the order down, e.g. extension_attributes.msp_cod_amount',
  })
  path: string;

  // Said by hand: the plug-in that describes a property leaves one of the type -1 out.
  @ApiProperty({
    type: 'number',
    enum: [1, -1],
    description: '1 where the amount is added to the grand total as it stands, -1 where it is taken away.',
    example: 1,
  })
  @IsIn([1, -1])
  sign: 1 | -1;

  /** codFee: fee of cash on delivery; storeCredit, giftCard: paid with; fee: added; discount: taken off. @example 'codFee' */
  @IsEnum(TotalKind)
  as: TotalKind;

  /**
   * True where the amount has its tax in it, and Magento counts that tax in the order's `tax_amount` as well: it is counted
   * once. The amount without it is passed on. @example false
   */
  @OptionalButNotNull()
  @IsBoolean()
  taxIncluded?: boolean;
}
