import type { Example } from '../example.js';
import { ADMINISTRATION_EXAMPLES } from './administration.js';
import { ENDPOINT_EXAMPLES } from './endpoints.js';
import { FULFILMENT_EXAMPLES } from './fulfilment.js';
import { INVENTORY_EXAMPLES } from './inventory.js';
import { NOTIFICATION_EXAMPLES } from './notifications.js';
import { OPERATION_EXAMPLES } from './operations.js';
import { ORDER_EXAMPLES } from './orders.js';
import { RETURN_EXAMPLES } from './returns.js';

/** One for each operation; each succeeds when they are tried in the order in which the page has them. */
export const EXAMPLES: readonly Example[] = [
  ...ORDER_EXAMPLES,
  ...FULFILMENT_EXAMPLES,
  ...INVENTORY_EXAMPLES,
  ...ENDPOINT_EXAMPLES,
  ...RETURN_EXAMPLES,
  ...NOTIFICATION_EXAMPLES,
  ...OPERATION_EXAMPLES,
  ...ADMINISTRATION_EXAMPLES,
];
