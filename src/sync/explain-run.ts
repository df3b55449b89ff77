import { toMagentoTime } from '../magento/magento-time.js';
import type { MagentoClient } from '../magento/magento.client.js';
import { compare, Condition, SearchCriteria } from '../magento/search-criteria.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { StreamDefinition } from './streams.js';

/**
 * Says why a run saw nothing, by asking Magento once more with one filter less: an empty shop, a quiet hour and a
 * status that nobody uses look the same otherwise.
 */
export async function explainRun(
  client: MagentoClient,
  definition: StreamDefinition,
  settings: StoreSettings,
  from: Date | undefined,
  seen: number,
): Promise<string | undefined> {
  if (seen > 0) return undefined;
  const asked = describe(definition, settings, from);
  if (!definition.statuses) return `${asked}: none.`;
  let criteria = SearchCriteria.all();
  if (definition.timeField && from) {
    criteria = criteria.where(compare(definition.timeField, Condition.GreaterOrEqual, toMagentoTime(from)));
  }
  const scope = definition.timeField && from ? 'in that time' : 'in the whole shop';
  const others = await client.countOrders(criteria).catch(() => 'not known, Magento failed to count them');
  return `${asked}: none. Orders of any status ${scope}: ${others}.`;
}

function describe(definition: StreamDefinition, settings: StoreSettings, from: Date | undefined): string {
  const statuses = definition.statuses?.(settings).join(', ');
  const what = statuses === undefined ? 'Orders' : `Orders with status ${statuses}`;
  if (!definition.timeField) return `${what}, of any time`;
  return from ? `${what}, ${definition.timeField} from ${toMagentoTime(from)} UTC` : `${what}, of any time`;
}
