/** Why something is as it is: a short line, and what it means or what to do about it. */
export interface Reason {
  is: string;
  then: string;
}

const REASONS: Record<string, Reason> = {
  // Orders
  totals_not_balanced: {
    is: 'An amount in the total is not known',
    then: 'The lines do not add up to the grand total without it. Explain the total, or release the order as it is',
  },
  lines_not_balanced: {
    is: 'The subtotal is not the sum of the lines',
    then: 'Look at the total in Magento, or release the order as it is',
  },
  status_not_fetched: {
    is: 'Its status is not fetched',
    then: 'Add the status in the settings, or wait for Magento to move it on',
  },
  no_simple_items: { is: 'Nothing to ship', then: 'Only virtual or downloadable items' },
  nothing_left: { is: 'Nothing is left of it', then: 'All of its items are cancelled' },
  before_start_date: { is: 'Older than the start', then: 'Kept for reference' },
  already_finished: { is: 'Finished before it was seen', then: 'Kept for reference' },
  replaced_in_magento: { is: 'Another order has its place in Magento', then: 'Kept for its history' },
  // Answers of Magento
  MAGENTO_UNREACHABLE: {
    is: 'The shop cannot be reached',
    then: 'Most often its web server is down, or a firewall or certificate has changed; whoever runs the shop can tell',
  },
  MAGENTO_BREAKER_OPEN: {
    is: 'Calls pause for a moment',
    then: 'The shop failed too often just now; the bridge tries again by itself',
  },
  MAGENTO_UNAVAILABLE: { is: 'The shop is in maintenance', then: 'It answers 503 until somebody ends it' },
  STORE_AWAY: {
    is: 'The store moves to another database',
    then: 'Nothing was sent from here; the database that has it then goes on',
  },
  MAGENTO_NO_ANSWER: {
    is: 'The shop did not answer in time',
    then: 'Whether a write took effect is looked up in Magento before anything is sent again',
  },
  MAGENTO_SILENT: {
    is: 'The shop has not answered for a minute',
    then: 'The bridge waits, and asks again once the time for a call is over; no order is lost by that',
  },
  MAGENTO_GATEWAY: {
    is: 'Something in front of the shop answered',
    then: 'A proxy gave an error instead of Magento; whether a write took effect is looked up',
  },
  MAGENTO_SLOW: { is: 'The shop is too slow', then: 'Nothing was sent; the bridge tries again' },
  MAGENTO_SERVER_ERROR: {
    is: 'The shop had an error',
    then: 'Magento’s own log has more (var/log); the bridge tries again where that is safe',
  },
  MAGENTO_BUSY: { is: 'The shop is busy', then: 'Nothing was changed; the bridge tries again' },
  MAGENTO_SIGN_IN: {
    is: 'The shop refuses the sign-in',
    then: 'Look at the integration in Magento: System, Integrations; then set new credentials',
  },
  MAGENTO_PERMISSION: {
    is: 'A right is missing in the shop',
    then: 'Tick it for the integration’s role in Magento: System, Integrations, API',
  },
  MAGENTO_NOT_FOUND: { is: 'Magento does not have it', then: 'Was it deleted there?' },
  MAGENTO_REJECTED: { is: 'Magento said no', then: 'Its own words say why' },
  MAGENTO_DECLINED: {
    is: 'Magento says that it did nothing',
    then: 'Look at the order in Magento: can it still be cancelled or shipped?',
  },
  MAGENTO_PROTOCOL: {
    is: 'The answer is not Magento’s',
    then: 'Something else answers at this address: a proxy, a firewall or a cache',
  },
  MAGENTO_UNTRUSTED: {
    is: 'The list cannot be trusted',
    then: 'Magento left something out; nothing is concluded from it',
  },
  // Writes
  EFFECT_NOT_PROVABLE: {
    is: 'Magento does not show whether it took effect',
    then: 'Look at the order in Magento: try again if it is not there, withdraw if it is',
  },
  WITHDRAWN: { is: 'Withdrawn', then: 'It is tried no more; nothing was changed' },
  REDONE: { is: 'What it rested on is done again', then: 'Nothing was sent for it' },
  SHADOW_MODE: { is: 'The store is in shadow mode', then: 'Nothing but reads goes out' },
  HELD_UP: { is: 'The service stood still', then: 'Nothing was sent; it is tried again' },
  // Stock
  PENDING: { is: 'Not settled yet', then: 'The bridge tries again by itself' },
  UNKNOWN_SKU: { is: 'Magento does not know this SKU', then: 'Create the product, then push again' },
  PRODUCT_DISABLED: { is: 'The product is disabled', then: 'Enable it in Magento, then push again' },
  NOT_A_STOCK_PRODUCT: {
    is: 'Has no stock of its own',
    then: 'Configurable, bundle or group: push its simple products',
  },
  NEGATIVE_QUANTITY: { is: 'Less than zero', then: 'Correct it in Increff' },
  SKU_NOT_ADDRESSABLE: {
    is: 'The web server does not pass this SKU',
    then: 'Its signs are refused before Magento: see the web server',
  },
};

export function reasonOf(code: string): Reason | undefined {
  return Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
}

/** The short line; a code that is not known here, as words. */
export function reasonInWords(code: string): string {
  return reasonOf(code)?.is ?? inWords(code);
}

/** SOME_CODE as "Some code". */
export function inWords(code: string): string {
  const words = code.toLowerCase().replaceAll(/[_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
