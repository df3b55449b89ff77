/** What a difference between what was pushed and what Magento still sells comes of. */
export enum SalableDifference {
  /** Units of open orders are all of it: Magento reserves them, and Increff has taken them off already. */
  OpenOrders = 'OPEN_ORDERS',
  /** With these units it would be gone, were Magento's stock what was pushed. */
  Stock = 'STOCK',
  /** Neither tells. */
  Unexplained = 'UNEXPLAINED',
}

/** Of one SKU, all sources together. */
export interface Compared {
  /** What Magento was last given. */
  pushed: number;
  /** What its sources showed since; null: not known. */
  shown: number | null;
  /** Units in orders that were neither shipped nor cancelled. */
  openUnits: number;
}

/** Pure. @returns undefined where Magento sells what it was given */
export function salableDifference(
  { pushed, shown, openUnits }: Compared,
  salable: number,
): SalableDifference | undefined {
  if (isSame(salable, pushed)) return undefined;
  // Magento shows nothing below 0 unless backorders are taken.
  const left = (quantity: number): boolean =>
    isSame(salable, quantity - openUnits) || (salable === 0 && quantity <= openUnits);
  if (left(pushed)) return SalableDifference.OpenOrders;
  return shown !== null && left(shown) ? SalableDifference.Stock : SalableDifference.Unexplained;
}

/** Quantities have four decimals at most. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.00005;
}
