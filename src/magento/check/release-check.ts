import type { MagentoClient } from '../magento.client.js';
import { MagentoError } from '../magento.errors.js';
import type { MagentoOrder } from '../magento.types.js';
import { SearchCriteria } from '../search-criteria.js';
import { type CheckItem, ok, warning } from './check-item.js';

export async function checkPageBehindEnd(client: MagentoClient): Promise<CheckItem> {
  try {
    const { value } = await client.listOrders(SearchCriteria.all().pageSize(1).currentPage(1_000_000));
    return value.items.length === 0
      ? ok('page behind the end', 'Empty, as in every 2.4 release.')
      : warning(
          'page behind the end',
          'The last page is repeated, as in 2.3: poisoned orders cannot be told apart by counting. Upgrade Magento.',
        );
  } catch (error) {
    return warning('page behind the end', error instanceof MagentoError ? error.message : String(error));
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

export type ReleaseGuess = '2.4.6 or older' | '2.4.7' | '2.4.8 or newer' | 'unknown';

/** By the shape of an order: 2.4.7 added itemized_taxes to items, 2.4.8 dropped email_sent. */
export function guessRelease(sample: MagentoOrder[]): ReleaseGuess {
  const order = sample[0];
  const item = order?.items?.[0] as { extension_attributes?: { itemized_taxes?: unknown } } | undefined;
  if (!order || !item) return 'unknown';
  if (item.extension_attributes?.itemized_taxes === undefined) return '2.4.6 or older';
  return sample.some((one) => 'email_sent' in one) ? '2.4.7' : '2.4.8 or newer';
}

export function releaseItem(release: ReleaseGuess): CheckItem {
  const rules: Record<ReleaseGuess, string> = {
    '2.4.6 or older': 'A comment may set any status, so acknowledging sets the acknowledge status.',
    '2.4.7':
      'A comment cannot change the status: acknowledgements will be comments (outcome DEGRADED) unless the order has the status already.',
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
