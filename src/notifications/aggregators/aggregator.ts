import type { WebhookKeyName } from '../../platform/config/app-config.js';
import type { NotificationType } from '../notification-types.js';
import type { Reading } from '../notification.types.js';
import type { Clock } from './event-time.js';

/** What a store may say about its aggregators; see StoreSettings. */
export interface AggregatorSettings {
  webhookClocks: Record<string, Clock>;
  clickpostReturnZone: 'INDIA' | 'UTC';
  clickpostHubType: string | null;
  shiprocketReturnPickedUp: boolean;
  shipwayCodes: boolean;
  eshipzStatuses: Record<string, string>;
}

export interface ReadContext {
  receivedAt: Date;
  settings: AggregatorSettings;
}

/** A logistic aggregator: a service that books couriers and tells us by webhook what became of a parcel. */
export interface Aggregator {
  /** Its name in settings, in events, and to the merchant, e.g. `CLICKPOST`. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** It calls `POST /webhooks/{path}/{storeCode}`. */
  readonly path: string;
  /** Headers of its calls, one of which carries the store's key. */
  readonly headers: readonly string[];
  /** True where it can send none: the key may stand in the address, as `?key=`. */
  readonly keyInQuery?: boolean;
  /** Under this a store keeps the key; in capitals with underscores it is the environment variable. */
  readonly keyName: WebhookKeyName;
  /** For Swagger: what is special about its webhook. */
  readonly description: string;
  /** The notification types that the customer's document lists for it. */
  readonly types: readonly NotificationType[];
  /** A return that it books a courier for needs the invoice and the seller's GSTIN. */
  readonly returnsNeedInvoice: boolean;
  /** Pure. Any field of the body may be missing or of another type. @returns one for each entry, at least one */
  read(body: unknown, context: ReadContext): Reading[];
}
