import type { StoreTraits } from './dto/store-traits.dto.js';

/**
 * What is kept of how often the documented pair deducts. Where nothing tells, such as in an outage, what was known stays.
 * @param shipped units for which both were made
 */
export function deductionTraits(
  pairDeducts: StoreTraits['pairDeducts'],
  shipped: number,
): Pick<StoreTraits, 'pairDeducts' | 'unitsDeductedTwice'> {
  if (pairDeducts === undefined) return {};
  return { pairDeducts, unitsDeductedTwice: pairDeducts === 'twice' ? shipped : 0 };
}
