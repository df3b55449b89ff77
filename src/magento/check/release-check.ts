import type { MagentoClient } from '../magento.client.js';
import type { MagentoOrder } from '../magento.types.js';
import { SearchCriteria } from '../search-criteria.js';
import { type CheckItem, notFoundOut, ok, warning } from './check-item.js';

export async function checkPageBehindEnd(client: MagentoClient): Promise<CheckItem> {
  try {
    const { value } = await client.listOrders(SearchCriteria.all().pageSize(1).currentPage(1_000_000));
    return value.items.length === 0
      ? ok('page behind the end', 'Empty, as in every 2.4 release.')
      : warning(
          'page behind the end',
          'The last page is repeated, as in 2.3: poisoned orders cannot be found by counting. Upgrade Magento.',
        );
  } catch (error) {
    return notFoundOut('page behind the end', error);
  }
}

/** REST has no list of statuses: what the newest orders use is compared with the settings. */
export function checkStatuses(sample: MagentoOrder[], configured: string[]): CheckItem[] {
  const used = [...new Set(sample.map((order) => order.status ?? '(none)'))].sort();
  if (used.length === 0) {
    return [warning('statuses', 'The shop has no orders yet, so the configured statuses cannot be checked.')];
  }
  const unused = configured.filter((status) => !used.includes(status));
  const words = `The newest ${sample.length} orders use: ${used.join(', ')}.`;
  return [
    unused.length === configured.length
      ? warning(
          'statuses',
          `${words} None of the configured statuses (${configured.join(', ')}) is among them: check the store's settings.`,
        )
      : ok('statuses', words),
  ];
}

export type ReleaseGuess = '2.4.6 or older' | '2.4.7' | '2.4.7 or newer' | '2.4.8 or newer' | 'unknown';

/** Closer than this a row could be either. */
const TELLING = 0.05;

/**
 * By the shape of an order: 2.4.7 added itemized_taxes to items; 2.4.8 shows a row without its quantity (m2#39984). What is
 * there or not for another reason, such as email_sent where no mail went out, tells nothing.
 */
export function guessRelease(sample: MagentoOrder[]): ReleaseGuess {
  const items = sample.flatMap((order) => (order.items ?? []) as RowOfItem[]);
  if (items.length === 0) return 'unknown';
  if (items.every((item) => item.extension_attributes?.itemized_taxes === undefined)) return '2.4.6 or older';
  const rows = new Set(items.map(rowOf).filter((row) => row !== undefined));
  const [only] = rows;
  if (only === undefined || rows.size > 1) return '2.4.7 or newer';
  return only === 'whole' ? '2.4.7' : '2.4.8 or newer';
}

interface RowOfItem {
  price?: unknown;
  qty_ordered?: unknown;
  discount_amount?: unknown;
  row_total?: unknown;
  extension_attributes?: { itemized_taxes?: unknown };
}

/** What the total of a row is of: all its units, or one. Undefined where that is not known. */
function rowOf({ price, qty_ordered, discount_amount, row_total }: RowOfItem): 'whole' | 'unit' | undefined {
  const [unit, quantity, shown] = [Number(price), Number(qty_ordered), Number(row_total)];
  const discount = Number(discount_amount ?? 0);
  const whole = Math.max(0, unit * quantity - discount);
  const single = Math.max(0, unit - discount);
  // Prices are rounded to units, rows as a whole.
  const slack = TELLING * Math.max(1, quantity);
  if (!(Math.abs(whole - single) > 2 * slack)) return undefined;
  if (Math.abs(shown - whole) <= slack) return 'whole';
  return Math.abs(shown - single) <= slack ? 'unit' : undefined;
}

export function releaseItem(release: ReleaseGuess): CheckItem {
  const rules: Record<ReleaseGuess, string> = {
    '2.4.6 or older': 'A comment may set any status, so acknowledging sets the acknowledge status.',
    '2.4.7':
      'A comment cannot change the status: acknowledgements will be comments (outcome DEGRADED) unless the order has the status already.',
    '2.4.7 or newer':
      'No order has a row that tells which. From 2.4.8 on a comment may set statuses assigned to the state of the order; before, none.',
    '2.4.8 or newer':
      "A comment may set statuses assigned to the order's state: assign the acknowledge status to state new, or acknowledgements will be DEGRADED.",
    unknown: 'There is no order to tell it by. Run the check again when there is one.',
  };
  return {
    check: 'release',
    result: release === 'unknown' ? 'skipped' : 'ok',
    message: `Looks like ${release}. ${rules[release]}`,
  };
}
