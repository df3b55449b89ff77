import type { VNode } from 'preact';
import type { StoreContext } from '../../stores/stores.service.js';
import type { SettingName } from '../settings/fields.js';
import type { FormState } from '../settings/settings-fields.js';
import type { Change } from '../settings/typed.js';
import { address } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import type { ConnectionState } from './connection-form.js';
import type { Found } from './newest-orders.js';
import type { SetUp } from './set-up-state.js';
import { isPart, type Step } from './set-up-steps.js';

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

export interface ConnectProps {
  frame: Frame;
  now: Step;
  /** None before the first step is done. */
  store?: StoreContext;
  /** Of that store. */
  setUp?: SetUp;
  connection?: ConnectionState;
  found?: Found;
  form?: FormState;
  elsewhere?: Change[];
  /** Codes of stores that take the orders that this one would take. */
  sharing?: string[];
  /** Of a part. */
  content?: VNode;
}

export function stepAddress(step: Step, { code }: Pick<StoreContext, 'code'>): string {
  return isPart(step) ? partAddress(step, code, { isSetUp: true }) : address('store/connect', code, { step });
}

/** @param isSetUp as a step; else as a page of the store */
export function partAddress(part: string, code: string, { isSetUp }: { isSetUp: boolean }): string {
  return address(`store/${part}`, code, isSetUp ? { from: 'connect' } : {});
}
