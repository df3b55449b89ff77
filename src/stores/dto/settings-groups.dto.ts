import { IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { StoreSettings } from './store-settings.dto.js';

type Name = keyof StoreSettings;

/** Which group each setting is in. Both forms, grouped and flat, are taken and answered. */
export const SETTING_GROUPS = {
  outgoing: ['mode'],
  orders: [
    'statusesToFetch',
    'cancelStatuses',
    'pendingStatuses',
    'acknowledgeStatus',
    'acknowledgeUnpaid',
    'codMethods',
    'slaDays',
    'startDate',
    'storeIds',
    'itemTypes',
    'skuSource',
    'totalAttributes',
    'customFields',
  ],
  polling: ['pollIntervalSeconds', 'overlapSeconds', 'pageSize'],
  fulfilment: [
    'autoInvoice',
    'invoiceDocumentUrl',
    'shipmentMode',
    'shipAt',
    'carriers',
    'weightUnit',
    'locationSources',
  ],
  stock: ['inventoryMode', 'bufferStock', 'lowStockThreshold', 'websiteCode', 'fullPushHour'],
  returns: [
    'forwardOrderCode',
    'logisticAggregator',
    'returnCourier',
    'courierFields',
    'qcReasons',
    'refundReturns',
    'refundReturnsOnline',
    'openRtoReturns',
  ],
  events: [
    'orderCodePrefixes',
    'webhookClocks',
    'clickpostReturnZone',
    'clickpostHubType',
    'shiprocketReturnPickedUp',
    'shipwayCodes',
    'eshipzStatuses',
    'couriers',
  ],
  push: ['pushToIncreff', 'pushLocationCode'],
  retention: ['eraseAfterDays', 'deleteAfterDays'],
} as const satisfies Record<string, readonly Name[]>;

export type SettingGroup = keyof typeof SETTING_GROUPS;

class OutgoingSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.outgoing)) {}
class OrderSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.orders)) {}
class PollingSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.polling)) {}
class FulfilmentSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.fulfilment)) {}
class StockSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.stock)) {}
class ReturnSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.returns)) {}
class EventSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.events)) {}
class PushSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.push)) {}
class RetentionSettings extends PartialType(PickType(StoreSettings, SETTING_GROUPS.retention)) {}

/** The settings once more, by what they are for. */
class GroupedSettings implements Record<SettingGroup, object> {
  /** What leaves this service. */
  outgoing: OutgoingSettings;
  /** Which orders are taken in, and what of them is passed on. */
  orders: OrderSettings;
  /** How Magento is asked. */
  polling: PollingSettings;
  /** How invoices and shipments are made. */
  fulfilment: FulfilmentSettings;
  /** How stock is written. */
  stock: StockSettings;
  /** What returns must say, and how they name their order. */
  returns: ReturnSettings;
  /** How couriers' events are read. */
  events: EventSettings;
  /** What is sent to Increff, where it does not fetch. */
  push: PushSettings;
  /** How long orders and personal data are kept. */
  retention: RetentionSettings;
}

/** All settings, each by its name, and once more in its group. */
export class SettingsDto extends IntersectionType(StoreSettings, GroupedSettings) {}

/** Settings to change, by name or in their groups. */
export class ChangedSettingsDto extends PartialType(SettingsDto) {}
