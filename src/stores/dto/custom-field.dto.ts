import { Matches } from 'class-validator';

/** A field of Magento's order or line that is passed on under a name of the merchant's. */
export class CustomFieldDto {
  /**
   * Where it is in Magento's answer: names joined by dots, from the order down. `items[].` at the beginning means each
   * line. `[]` after the name of a list takes all entries, `[attribute_code=delivery_date]` those with this value.
   * @example 'extension_attributes.delivery_date'
   */
  @Matches(
    /^[\w-]{1,64}(\[([\w-]{1,64}=[\w .-]{1,64})?\])?(\.[\w-]{1,64}(\[([\w-]{1,64}=[\w .-]{1,64})?\])?){0,6}$/,
    { message: 'must be names joined by dots, from the order down, e.g. extension_attributes.delivery_date' },
  )
  path: string;

  /** Name under which the value stands in `customFields`: a letter, then letters, digits and `_`. @example 'deliveryDate' */
  @Matches(/^[A-Za-z]\w{0,63}$/, { message: 'must be a name of letters, digits and _, e.g. deliveryDate' })
  as: string;
}
