import { IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Alias } from '../../platform/http/alias.js';
import { IsQuantity } from '../../platform/http/is-quantity.js';
import { OptionalButNotNull } from '../../platform/http/optional-but-not-null.js';
import { TextOrNumber } from '../../platform/http/text-or-number.js';

/** A quantity of one order item. */
export class OrderLineDto {
  /** orderItemCode of the order; may be left out where channelSkuCode names one item only. @example '31' */
  @TextOrNumber('order_item_id', 'orderItemId')
  @OptionalButNotNull()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  orderItemCode?: string;

  /** Magento's SKU, where orderItemCode is left out; also taken as sku. @example 'MUG-01' */
  @Alias(['sku'])
  @OptionalButNotNull()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  channelSkuCode?: string;

  /** Units. @example 2 */
  @Alias(['qty'])
  @IsQuantity()
  @Min(0.0001)
  @Max(100_000_000)
  quantity: number;
}
