import { Scope } from '../../platform/access/scope.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { endpointInWords } from '../../words/kinds.js';
import type { CourierPlace } from '../connect/courier-places.js';
import type { Missing, StepState } from '../connect/set-up-state.js';
import type { Step } from '../connect/set-up-steps.js';

export const STEP_TITLES: Record<Step, string> = {
  address: 'Address and sign-in',
  check: 'Check',
  settings: 'Settings that matter first',
  couriers: 'Couriers',
  endpoints: 'Endpoints of the merchant',
  clients: 'Clients of the API',
  begin: 'Begin',
};

/** What a step is about that is still to be done. */
export const STEP_ABOUT: Record<Step, string> = {
  address: 'Where the shop is, and how to get in',
  check: 'Address, sign-in, rights and statuses, and the newest orders for show',
  settings: 'Which orders, from when on, and whether anything goes out',
  couriers: 'The address that each aggregator is given, and its key',
  endpoints: 'Where courier events and results of returns go, and the secrets that sign them',
  clients: 'Who may call the API for this store, and what they may do',
  begin: 'A last look, and the start',
};

export const STATE_WORDS: Record<StepState, string> = {
  DONE: 'done',
  SKIPPED: 'left out',
  OPEN: 'open',
};

export const SCHEME_WORDS: Record<StoreContext['row']['authScheme'], string> = {
  oauth1: 'OAuth 1.0a',
  bearer: 'an access token',
  admin: 'a user and a password',
};

/** What a store lacks when it is started so, and what comes of it. */
export function missingInWords(what: Missing, kind = ''): string {
  switch (what) {
    case 'check':
      return 'The shop was never checked: a wrong sign-in or a missing right shows only once orders are read.';
    case 'couriers':
      return 'No courier has a key: their events are refused.';
    case 'endpoint':
      return `Nowhere to send “${endpointInWords(kind)}”: what comes in waits, and nothing of it is lost.`;
    case 'client':
      return 'No client may write for this store: Increff cannot acknowledge, invoice or ship its orders by the API.';
  }
}

export const ENDPOINT_ABOUT: Record<string, string> = {
  NOTIFICATION: 'What couriers say of a parcel; by POST.',
  RETURN_ACK: 'What the warehouse says of a return; by PUT.',
  INCREFF: 'Increff’s Standard APIs, for a store that pushes its orders there.',
};

/** The scope admin is for all stores, and is given on the command line or by the API. */
export const SCOPE_WORDS: Record<Exclude<Scope, Scope.Admin>, string> = {
  [Scope.OrdersRead]: 'Read orders, and look at them in the console',
  [Scope.OrdersWrite]: 'Acknowledge, invoice, ship, cancel and refund orders',
  [Scope.InventoryWrite]: 'Set stock',
  [Scope.ReturnsWrite]: 'Enter returns and their results',
  [Scope.NotificationsWrite]: 'Enter courier events, and send deliveries again',
  [Scope.AuditRead]: 'Read the audit log',
};

export type EndpointField = 'url' | 'sameAs' | 'headers' | 'types' | 'language';

export const ENDPOINT_FIELDS: Record<EndpointField, { label: string; help: string }> = {
  url: { label: 'Address', help: 'http or https, reachable from here. Saving tries what waits at once.' },
  sameAs: {
    label: 'Shares an address',
    help: 'Then address, headers and secret are those of the other kind, and the field above stays empty.',
  },
  headers: {
    label: 'Headers to send along',
    help: 'One a line, as Name: value, e.g. for sign-in. Kept sealed and never shown; left empty they stay as they are.',
  },
  types: { label: 'Only these types', help: 'One a line, e.g. DELIVERED. Empty: all.' },
  language: { label: 'Text of the status in', help: 'Adds a text for the customer to each body.' },
};

export type ClientField = 'clientId' | 'scopes' | 'storeCodes';

export const CLIENT_FIELDS: Record<ClientField, { label: string; help: string }> = {
  clientId: {
    label: 'Name of the client',
    help: 'It signs in by it; Increff sends it as authUsername. Letters, digits and . _ @ -.',
  },
  scopes: {
    label: 'What it may do',
    help: 'Increff reads and writes orders, sets stock and enters returns.',
  },
  storeCodes: { label: 'For', help: 'A client of one store is answered as if there were no other.' },
};

/** What is wrong with a field, in the words of the form. */
export const CLIENT_WORDS: Record<ClientField, string> = {
  clientId: 'Must be 1 to 64 letters, digits and . _ @ -.',
  scopes: 'At least one must be ticked.',
  storeCodes: 'Must be one of the two.',
};

/** What is to be done with a key that was set. */
export function keyInWords(
  { title, url, proof, inAddress, isAggregator }: CourierPlace,
  key: string,
): string {
  const address = `${url}?key=${encodeURIComponent(key)}`;
  if (inAddress && !isAggregator) return `Give ${title} this address: ${address}`;
  return `Enter it at ${title}, with the address below (${proof}).${inAddress ? ` Where it can send no header, give it ${address}` : ''}`;
}
