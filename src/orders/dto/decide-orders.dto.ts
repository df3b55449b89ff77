import { ArrayMaxSize, ArrayMinSize, IsArray, IsEnum, Matches } from 'class-validator';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';

export enum OrderDecision {
  /** Magento holds another order under the code: the one kept here is set aside with all that was done with it. */
  NewOrder = 'NEW_ORDER',
  /** It is the same order; its number or creation time was changed in Magento. */
  SameOrder = 'SAME_ORDER',
}

export class DecideOrdersDto {
  /** NEW_ORDER: Magento holds another order under the code; start over. SAME_ORDER: it is the one that is kept here. */
  @IsEnum(OrderDecision)
  decision: OrderDecision;

  /** Left out: all orders of the store that wait for a decision. */
  @OptionalButNotNull()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @Matches(/^[1-9]\d{0,17}$/, { each: true })
  orderCodes?: string[];
}

export class DecidedOrdersDto {
  /** Orders that are read again by the next run of orders.changed. */
  decided: string[];
  /** Orders with a write that is not settled: decide once it is. */
  openWrites: string[];
}
