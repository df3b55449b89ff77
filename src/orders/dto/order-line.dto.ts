import { IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { AlsoNamed } from '../../platform/http/also-named.js';
import { IsQuantity } from '../../platform/http/is-quantity.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { toText } from '../../platform/http/to-text.js';

/** A quantity of one order item. */
export class OrderLineDto {
  /** orderItemCode of the order; may be left out where channelSkuCode names one item only. @example '31' */
  @AlsoNamed(['order_item_id', 'orderItemId'], toText)
  @MayBeLeftOut()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderItemCode?: string;

  /** @example 'MUG-01' */
  @AlsoNamed(['sku'])
  @MayBeLeftOut()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode?: string;

  /** Units. @example 2 */
  @AlsoNamed(['qty'])
  @IsQuantity()
  @Min(0.0001)
  @Max(100_000_000)
  quantity: number;
}
