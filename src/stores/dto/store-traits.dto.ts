/** What runs and checks have learnt about a store's Magento; kept in `store.traits`. */
export class StoreTraits {
  /** As the check guesses it from an order. */
  release?: string;
  /** ISO 8601: when the check last went through. */
  checkedAt?: string;
  /** Most orders of a page that this Magento delivered. */
  pageSize?: number;
  /** Orders of a page at present. */
  pageSizeNow?: number;
  /** How often create shipment and handover, both made in Magento, deduct the same goods from the stock. */
  pairDeducts?: 'once' | 'twice';
  /** Units of the last 30 days that were deducted twice, where that is so. */
  unitsDeductedTwice?: number;
  /** Stock may be written by source items: there are sources, and the right to write to them. */
  takesSourceItems?: boolean;
  /** Most source items in one call. */
  sourceItemsLimit?: number;
}
