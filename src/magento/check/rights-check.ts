import type { Call, MagentoClient } from '../magento.client.js';
import {
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoRejectedError,
  MagentoShadowError,
} from '../magento.errors.js';
import type { MagentoOrder } from '../magento.types.js';
import { Direction, SearchCriteria } from '../search-criteria.js';
import { isBadSignature, losesPort } from './address-check.js';
import { type ClockReading, readingOf } from './clock-check.js';
import { type CheckItem, failed, notFoundOut, ok, warning } from './check-item.js';
import { portLost, signInProblem } from './sign-in-problem.js';

interface Right {
  resource: string;
  purpose: string;
  call: Call;
  /** Not all shops use it: without it the store works, but for this. */
  optional?: true;
}

/**
 * A call for each right that the bridge needs. Permission is looked at before anything else, so a write to order 0, or
 * without its body, tells whether the right is there and can have no effect.
 */
const RIGHTS: Right[] = [
  {
    resource: 'Magento_Sales::comment',
    purpose: 'acknowledging orders',
    call: { method: 'POST', path: '/orders/0/comments' },
  },
  {
    resource: 'Magento_Sales::cancel',
    purpose: 'cancelling orders',
    call: { method: 'POST', path: '/orders/0/cancel' },
  },
  {
    resource: 'Magento_Sales::invoice',
    purpose: 'making invoices',
    call: { method: 'POST', path: '/order/0/invoice' },
  },
  {
    resource: 'Magento_Sales::ship',
    purpose: 'handing orders over',
    call: { method: 'POST', path: '/order/0/ship' },
  },
  { resource: 'Magento_Sales::shipment', purpose: 'making and reading shipments', call: list('/shipments') },
  { resource: 'Magento_Sales::sales_invoice', purpose: 'reading invoices', call: list('/invoices') },
  {
    resource: 'Magento_Sales::creditmemo',
    purpose: 'giving money back',
    call: { method: 'POST', path: '/order/0/refund' },
    optional: true,
  },
  {
    resource: 'Magento_Sales::sales_creditmemo',
    purpose: 'reading credit memos',
    call: list('/creditmemos'),
    optional: true,
  },
  {
    resource: 'Magento_Catalog::products',
    purpose: 'finding unknown and disabled SKUs, and bundles that are shipped apart',
    call: list('/products'),
    optional: true,
  },
  {
    resource: 'Magento_Catalog::catalog_inventory',
    purpose: 'updating stock',
    call: { method: 'PUT', path: '/products/0/stockItems/0' },
  },
];

export function list(path: string): Call {
  return { method: 'GET', path, query: SearchCriteria.all().pageSize(1).toQuery() };
}

export interface OrdersProbe {
  items: CheckItem[];
  /** Undefined: nobody is signed in. */
  clock?: ClockReading;
  sample: MagentoOrder[];
}

/** The newest orders: shows sign-in and the right to view, and gives a sample for the rest. */
export async function readOrders(client: MagentoClient): Promise<OrdersProbe> {
  const criteria = SearchCriteria.all().orderBy('entity_id', Direction.Descending).pageSize(50);
  const call: Call = { method: 'GET', path: '/orders', query: criteria.toQuery() };
  try {
    const reading = await client.probe<{ items?: MagentoOrder[] | null; total_count?: number }>(call);
    const clock = readingOf(reading);
    const items = [
      ok('sign-in', `Signed in by ${client.connection.credentials.scheme}.`),
      ok(
        'right Magento_Sales::actions_view',
        `Orders can be read; the shop has ${reading.value.total_count ?? 0}.`,
      ),
    ];
    return { items, clock, sample: reading.value.items ?? [] };
  } catch (error) {
    const withoutPort = isBadSignature(error) && (await losesPort(client, call));
    return {
      items: [withoutPort ? portLost() : signInProblem(client.connection.credentials.scheme, error)],
      sample: [],
    };
  }
}

/** Each right that the bridge needs. */
export async function checkRights(client: MagentoClient): Promise<CheckItem[]> {
  const items: CheckItem[] = [];
  for (const right of RIGHTS) items.push(await checkRight(client, right));
  return items;
}

/** @param right with a call that has no effect */
export async function checkRight(client: MagentoClient, right: Right): Promise<CheckItem> {
  const name = `right ${right.resource}`;
  try {
    await client.probe(right.call);
    return ok(name, `Given; needed for ${right.purpose}.`);
  } catch (error) {
    if (error instanceof MagentoPermissionError) {
      const say = right.optional ? warning : failed;
      return say(
        name,
        `Missing: ${right.purpose} will fail. Give ${right.resource} to the user's role or the integration.`,
      );
    }
    if (error instanceof MagentoShadowError) {
      const words = 'Not asked for: that takes a call which is no read, and the store is in shadow mode.';
      return { check: name, result: 'skipped', message: words };
    }
    if (error instanceof MagentoRejectedError || error instanceof MagentoNotFoundError) {
      return ok(name, `Given; needed for ${right.purpose}.`);
    }
    return notFoundOut(name, error);
  }
}
