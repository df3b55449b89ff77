import type { StoreContext } from '../../stores/stores.service.js';
import type { SettingName } from '../settings/fields.js';
import type { FormState } from '../settings/settings-fields.js';
import type { Change } from '../settings/typed.js';
import { address } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import type { ConnectionState } from './connection-form.js';
import type { Found } from './newest-orders.js';

/** Settings that should be right before the first order is read. */
export const KEY_SETTINGS: readonly SettingName[] = [
  'statusesToFetch',
  'startDate',
  'storeIds',
  'slaDays',
  'shipAt',
  'pushToIncreff',
  'mode',
];

export const STEPS = ['address', 'check', 'settings', 'begin'] as const;
export type Step = (typeof STEPS)[number];

export interface ConnectProps {
  frame: Frame;
  now: Step;
  /** None before the first step is done. */
  store?: StoreContext;
  connection?: ConnectionState;
  found?: Found;
  form?: FormState;
  elsewhere?: Change[];
  /** Codes of stores that take the orders that this one would take. */
  sharing?: string[];
}

export function stepAddress(step: Step, store: StoreContext): string {
  return address('store/connect', store.code, { step });
}
