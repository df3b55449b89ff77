import { TargetRules } from '../../platform/outgoing/target-rules.js';
import type { MagentoClient } from '../magento.client.js';
import { checkReserved } from './address-check.js';
import { type CheckItem, failed, notFoundOut } from './check-item.js';
import { checkClock } from './clock-check.js';
import { checkDns, checkTls } from './network-check.js';
import { checkPageBehindEnd, checkStatuses, guessRelease, releaseItem } from './release-check.js';
import { checkRights, readOrders } from './rights-check.js';
import { checkShipping, type PairDeducts, readPairDeducts, type ShippingUse } from './shipping-check.js';
import { checkSalable } from './salable-check.js';
import { checkSources, type SourceUse } from './source-check.js';
import { time } from '../../platform/time/time.js';

export interface StoreCheck {
  items: CheckItem[];
  /** What was learnt, to be kept with the store. */
  traits: { release?: string; checkedAt?: string; pairDeducts?: PairDeducts; takesSourceItems?: boolean };
}

/** DNS, TLS, sign-in, rights, clock, statuses and release traits; each finding is a sentence on what to do. */
export async function checkStore(
  client: MagentoClient,
  wanted: SourceUse & ShippingUse & { statuses: string[]; websiteCode: string },
): Promise<StoreCheck> {
  const { baseUrl } = client.connection;
  if (!URL.canParse(baseUrl)) {
    return { items: [failed('dns', `${baseUrl} is no address. Set the base URL again.`)], traits: {} };
  }
  const url = new URL(baseUrl);
  const rules = new TargetRules(client.connection);
  const items = [await checkDns(url, rules)];
  if (items[0]!.result === 'failed') return { items, traits: {} };
  items.push(await checkTls(url, rules));
  if (items[1]!.result === 'failed') return { items, traits: {} };
  const orders = await readOrders(client);
  items.push(...orders.items);
  if (!orders.clock) return { items, traits: {} };
  items.push(...(await checkRights(client)));
  items.push(await checkReserved(client));
  items.push(checkClock(orders.clock));
  const { items: sources, takesSourceItems } = await checkSources(client, wanted);
  items.push(...sources);
  items.push(await checkSalable(client, wanted.websiteCode));
  const pairDeducts = await tryPairDeducts(client, items, wanted);
  items.push(await checkPageBehindEnd(client));
  items.push(...checkStatuses(orders.sample, wanted.statuses));
  const release = guessRelease(orders.sample);
  items.push(releaseItem(release));
  return { items, traits: { release, pairDeducts, takesSourceItems, checkedAt: time.date().toISOString() } };
}

async function tryPairDeducts(
  client: MagentoClient,
  items: CheckItem[],
  use: ShippingUse,
): Promise<PairDeducts | undefined> {
  try {
    const deducts = await readPairDeducts(client);
    items.push(checkShipping(deducts, use));
    return deducts;
  } catch (error) {
    items.push(notFoundOut('shipping', error));
    return undefined;
  }
}
