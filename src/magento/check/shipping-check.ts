import type { Call, MagentoClient } from '../magento.client.js';
import { MagentoNotFoundError, MagentoPermissionError } from '../magento.errors.js';
import type { MagentoShipment } from '../magento.types.js';
import { Direction, SearchCriteria } from '../search-criteria.js';
import { type CheckItem, ok, warning } from './check-item.js';

/** How often the documented pair, POST shipment/ and then ship, takes the same goods off the stock. */
export type PairDeducts = 'once' | 'twice';

/** How a store ships, and what came of it. */
export interface ShippingUse {
  /** Create shipment and handover are both made in Magento. */
  documented: boolean;
  /** Units that both have been made for in the last 30 days. */
  shippedInPairs: number;
}

/** Its observer deducts from the source when a shipment is stored, whichever route stored it (recorded exchanges 937 to 945). */
const MODULE = 'Magento_InventoryShipping';
const CHECK = 'shipping';

/**
 * By the list of modules; without the right to it, by the newest shipment, which names its source where the module is on,
 * and by whether there are sources at all.
 * @returns undefined where nothing tells
 */
export async function readPairDeducts(client: MagentoClient): Promise<PairDeducts | undefined> {
  return (await byModules(client)) ?? (await byNewestShipment(client)) ?? (await bySources(client));
}

export function checkShipping(deducts: PairDeducts | undefined, use: ShippingUse): CheckItem {
  if (!use.documented) {
    return ok(CHECK, 'Each parcel is shipped once in Magento, which deducts its stock once.');
  }
  if (deducts === 'once') return ok(CHECK, 'Create shipment and handover deduct the stock once.');
  if (deducts === undefined) {
    return warning(CHECK, `Not known whether create shipment and handover deduct the stock twice. ${REMEDY}`);
  }
  return warning(CHECK, deductsTwice(use.shippedInPairs));
}

const REMEDY =
  'Set shipmentMode to ship-once and shipAt to atHandover, unless Increff sends each stock value again after a shipment.';

/** @param units that were shipped that way */
export function deductsTwice(units: number): string {
  const figure = units === 0 ? '' : ` In the last 30 days ${units} units were deducted twice.`;
  return `Create shipment and handover both deduct the stock: of an order of 2, 4 go.${figure} ${REMEDY}`;
}

async function byModules(client: MagentoClient): Promise<PairDeducts | undefined> {
  const modules = await read<string[]>(client, {
    method: 'GET',
    path: '/modules',
    query: SearchCriteria.all().pageSize(2000).toQuery(),
  });
  if (!Array.isArray(modules) || modules.length === 0) return undefined;
  return modules.includes(MODULE) ? 'twice' : 'once';
}

async function byNewestShipment(client: MagentoClient): Promise<PairDeducts | undefined> {
  const criteria = SearchCriteria.all().orderBy('entity_id', Direction.Descending).pageSize(1);
  const path = '/shipments';
  const list = await read<{ items?: MagentoShipment[] | null }>(client, {
    method: 'GET',
    path,
    query: criteria.toQuery(),
  });
  return list?.items?.[0]?.extension_attributes?.source_code === undefined ? undefined : 'twice';
}

/** Magento without multi-source inventory deducts when the order is placed. */
async function bySources(client: MagentoClient): Promise<PairDeducts | undefined> {
  try {
    await client.probe({
      method: 'GET',
      path: '/inventory/sources',
      query: SearchCriteria.all().pageSize(1).toQuery(),
    });
    return 'twice';
  } catch (error) {
    return error instanceof MagentoNotFoundError ? 'once' : undefined;
  }
}

async function read<T>(client: MagentoClient, call: Call): Promise<T | undefined> {
  try {
    return (await client.probe<T>(call)).value;
  } catch (error) {
    if (error instanceof MagentoPermissionError || error instanceof MagentoNotFoundError) return undefined;
    throw error;
  }
}
