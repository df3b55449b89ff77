import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import type { MagentoClient, Call } from './magento.client.js';
import {
  MagentoError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoRejectedError,
  MagentoSignInError,
} from './magento.errors.js';
import type { MagentoOrder } from './magento.types.js';
import { Direction, SearchCriteria } from './search-criteria.js';

export interface CheckItem {
  check: string;
  result: 'ok' | 'warning' | 'failed' | 'skipped';
  message: string;
}

export interface StoreCheck {
  items: CheckItem[];
  /** What was learnt, to be kept with the store. */
  traits: Record<string, unknown>;
}

/**
 * A call for each right that the bridge needs. Permission is looked at before anything else, so a write to order 0, or
 * without its body, tells whether the right is there and can have no effect.
 */
const RIGHTS: { resource: string; purpose: string; call: Call }[] = [
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
    resource: 'Magento_Catalog::catalog_inventory',
    purpose: 'updating stock',
    call: { method: 'PUT', path: '/products/0/stockItems/0' },
  },
];

const SKEW_WARNING_SECONDS = 60;

/** DNS, TLS, sign-in, rights, clock, statuses and release traits; each finding is a sentence on what to do. */
export async function checkStore(client: MagentoClient, statuses: string[]): Promise<StoreCheck> {
  const url = new URL(client.connection.baseUrl);
  const items = [await checkDns(url), await checkTls(url)];
  if (items.some((item) => item.result === 'failed')) return { items, traits: {} };
  const orders = await readOrders(client);
  items.push(...orders.items);
  if (!orders.signedIn) return { items, traits: {} };
  for (const right of RIGHTS) items.push(await checkRight(client, right));
  items.push(checkClock(orders.at));
  items.push(await checkMsi(client));
  items.push(await checkPageBehindEnd(client));
  items.push(...checkStatuses(orders.sample, statuses));
  const release = guessRelease(orders.sample);
  items.push(releaseItem(release));
  return { items, traits: { release, checkedAt: new Date().toISOString() } };
}

function list(path: string): Call {
  return { method: 'GET', path, query: SearchCriteria.all().pageSize(1).toQuery() };
}

async function checkDns(url: URL): Promise<CheckItem> {
  try {
    const { address } = await lookup(url.hostname.replace(/^\[|\]$/g, ''));
    return ok('dns', `${url.hostname} is ${address}.`);
  } catch {
    return failed(
      'dns',
      `${url.hostname} has no address. Check the host in the base URL and this machine's resolver.`,
    );
  }
}

function checkTls(url: URL): Promise<CheckItem> {
  if (url.protocol !== 'https:') {
    return Promise.resolve(
      warning(
        'tls',
        'The base URL is plain http: tokens and customer data cross the network unencrypted. Use https.',
      ),
    );
  }
  return new Promise((done) => {
    const socket = connect({
      host: url.hostname,
      port: Number(url.port || 443),
      servername: url.hostname,
      timeout: 10_000,
    });
    const end = (item: CheckItem): void => {
      socket.destroy();
      done(item);
    };
    socket.once('secureConnect', () =>
      end(ok('tls', `The certificate is good until ${socket.getPeerCertificate().valid_to}.`)),
    );
    socket.once('timeout', () =>
      end(failed('tls', `No TLS answer from ${url.host} within 10 seconds. Is a firewall in between?`)),
    );
    socket.once('error', (error) =>
      end(failed('tls', `TLS fails: ${error.message}. Renew or complete the certificate chain.`)),
    );
  });
}

interface OrdersProbe {
  items: CheckItem[];
  signedIn: boolean;
  at?: Date;
  sample: MagentoOrder[];
}

/** The newest orders: shows sign-in and the right to view, and gives a sample for the rest. */
async function readOrders(client: MagentoClient): Promise<OrdersProbe> {
  const criteria = SearchCriteria.all().orderBy('entity_id', Direction.Descending).pageSize(50);
  try {
    const reading = await client.probe<{ items?: MagentoOrder[] | null; total_count?: number }>({
      method: 'GET',
      path: '/orders',
      query: criteria.toQuery(),
    });
    const items = [
      ok('sign-in', `Signed in by ${client.connection.credentials.scheme}.`),
      ok(
        'right Magento_Sales::actions_view',
        `Orders can be read; the shop has ${reading.value.total_count ?? 0}.`,
      ),
    ];
    return { items, signedIn: true, at: reading.at, sample: reading.value.items ?? [] };
  } catch (error) {
    return { items: [signInProblem(client, error)], signedIn: false, sample: [] };
  }
}

function signInProblem(client: MagentoClient, error: unknown): CheckItem {
  const { scheme } = client.connection.credentials;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MagentoSignInError && /2fa/i.test(message)) {
    return failed(
      'sign-in',
      `${message} Two-factor sign-in blocks admin accounts: make an integration in Magento and use oauth1.`,
    );
  }
  if (error instanceof MagentoSignInError) {
    return failed(
      'sign-in',
      `${message} Check user and password; six wrong tries lock the account for 30 minutes.`,
    );
  }
  if (error instanceof MagentoPermissionError && scheme === 'bearer') {
    return failed(
      'sign-in',
      `${message} Since 2.4.4 integration tokens are refused as Bearer unless oauth/consumer/enable_integration_as_bearer is on: switch it on, or use oauth1. If it is on, give the integration this right.`,
    );
  }
  if (error instanceof MagentoPermissionError && scheme === 'oauth1') {
    return failed(
      'sign-in',
      `${message} Give the integration this right and save it anew so that its tokens take it up.`,
    );
  }
  if (error instanceof MagentoPermissionError) {
    return failed(
      'right Magento_Sales::actions_view',
      `${message} Give the user's role the right Sales > Operations > Orders > Actions > View.`,
    );
  }
  return failed('sign-in', message);
}

async function checkRight(client: MagentoClient, right: (typeof RIGHTS)[number]): Promise<CheckItem> {
  const name = `right ${right.resource}`;
  try {
    await client.probe(right.call);
    return ok(name, `Given; needed for ${right.purpose}.`);
  } catch (error) {
    if (error instanceof MagentoPermissionError) {
      return failed(
        name,
        `Missing: ${right.purpose} will fail. Give ${right.resource} to the user's role or the integration.`,
      );
    }
    if (error instanceof MagentoRejectedError || error instanceof MagentoNotFoundError) {
      return ok(name, `Given; needed for ${right.purpose}.`);
    }
    return warning(name, `Could not be found out: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkClock(at: Date | undefined): CheckItem {
  if (!at) {
    return warning(
      'clock',
      "Magento sends no Date header, so polling relies on this machine's clock. Let the web server send it.",
    );
  }
  const skew = Math.round((at.getTime() - Date.now()) / 1000);
  const words = `Magento's clock is ${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} ours`;
  return Math.abs(skew) > SKEW_WARNING_SECONDS
    ? warning(
        'clock',
        `${words}. Polling uses Magento's, but OAuth refuses a time too far ahead: set up NTP on both.`,
      )
    : ok('clock', `${words}.`);
}

async function checkMsi(client: MagentoClient): Promise<CheckItem> {
  try {
    const { value } = await client.probe<{ total_count?: number }>(list('/inventory/sources'));
    return ok('multi-source inventory', `Present, with ${value.total_count ?? 0} source(s).`);
  } catch (error) {
    if (error instanceof MagentoNotFoundError) {
      return ok('multi-source inventory', 'Not installed: stock is written by stockItems.');
    }
    if (error instanceof MagentoPermissionError) {
      return {
        check: 'multi-source inventory',
        result: 'skipped',
        message: `Not known without the right ${error.resource}.`,
      };
    }
    return warning(
      'multi-source inventory',
      `Could not be found out: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function checkPageBehindEnd(client: MagentoClient): Promise<CheckItem> {
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
function checkStatuses(sample: MagentoOrder[], configured: string[]): CheckItem[] {
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
          `${words} None of the configured ones (${configured.join(', ')}) is among them: check the store's settings.`,
        )
      : ok('statuses', words),
  ];
}

export type ReleaseGuess = '2.4.6 or older' | '2.4.7' | '2.4.8 or newer' | 'unknown';

/** By the shape of an order: 2.4.7 added itemized_taxes to items, 2.4.8 dropped email_sent. */
function guessRelease(sample: MagentoOrder[]): ReleaseGuess {
  const order = sample[0];
  const item = order?.items?.[0] as { extension_attributes?: { itemized_taxes?: unknown } } | undefined;
  if (!order || !item) return 'unknown';
  if (item.extension_attributes?.itemized_taxes === undefined) return '2.4.6 or older';
  return sample.some((one) => 'email_sent' in one) ? '2.4.7' : '2.4.8 or newer';
}

function releaseItem(release: ReleaseGuess): CheckItem {
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

function ok(check: string, message: string): CheckItem {
  return { check, result: 'ok', message };
}

function warning(check: string, message: string): CheckItem {
  return { check, result: 'warning', message };
}

function failed(check: string, message: string): CheckItem {
  return { check, result: 'failed', message };
}
