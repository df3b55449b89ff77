import { toMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { compare, Condition, ofStoreViews, SearchCriteria } from '../magento/search-criteria.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { StreamDefinition } from './streams.js';

/**
 * Says why a run saw nothing, by asking Magento again with one filter less each time: an empty shop, a quiet hour, a
 * status that nobody uses and a store view without orders look the same otherwise.
 */
export async function explainRun(
  client: MagentoClient,
  definition: StreamDefinition,
  settings: StoreSettings,
  from: Date | undefined,
  seen: number,
): Promise<string | undefined> {
  if (seen > 0) return undefined;
  const { timeField, statuses } = definition;
  const { storeIds } = settings;
  const all = timeField && from ? since(timeField, from) : SearchCriteria.all();
  const words = [`${describe(definition, settings, from)}: none.`];
  const views = storeIds.length > 0;
  if (statuses) {
    const scope = timeField && from ? 'in that time' : views ? 'in these store views' : 'in the whole shop';
    const ours = views ? all.where(ofStoreViews(storeIds)) : all;
    words.push(`Orders of any status ${scope}: ${await count(client, ours)}.`);
  }
  if (views) words.push(`Of all store views: ${await count(client, all)}.`);
  return words.join(' ');
}

function since(timeField: string, from: Date): SearchCriteria {
  return SearchCriteria.all().where(compare(timeField, Condition.GreaterOrEqual, toMagentoTime(from)));
}

function count(client: MagentoClient, criteria: SearchCriteria): Promise<number | string> {
  return client.countOrders(criteria).catch(() => 'not known, Magento failed to count them');
}

function describe(definition: StreamDefinition, settings: StoreSettings, from: Date | undefined): string {
  const { timeField } = definition;
  const { storeIds } = settings;
  const statuses = definition.statuses?.(settings);
  const what = [
    'Orders',
    ...(storeIds.length > 0 ? [`of store_id ${storeIds.join(', ')}`] : []),
    ...(statuses ? [`with status ${statuses.join(', ')}`] : []),
  ].join(' ');
  return timeField && from ? `${what}, ${timeField} from ${toMagentoTime(from)} UTC` : `${what}, of any time`;
}
