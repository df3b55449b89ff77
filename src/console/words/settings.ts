import type { SettingGroup } from '../../stores/dto/settings-groups.dto.js';
import type { StoreSettings } from '../../stores/dto/store-settings.dto.js';

export interface SettingWords {
  label: string;
  help: string;
  /** Behind the number, in the plural. */
  unit?: string;
  /** What an empty field means, where it is not the default; and how it is called where it is shown. */
  none?: string;
  /** What an empty list means. */
  emptyList?: string;
  /** What is wrong with a text that the setting's pattern refuses. */
  form?: string;
  /** Of a choice, in the reader's words. */
  options?: Record<string, string>;
  /** Of what is typed as JSON. */
  example?: string;
}

export const GROUP_WORDS: Record<SettingGroup, string> = {
  outgoing: 'What goes out',
  orders: 'Orders',
  polling: 'Reading orders',
  fulfilment: 'Invoices and shipping',
  stock: 'Stock',
  returns: 'Returns',
  events: 'Couriers’ events',
  push: 'Push to Increff',
  retention: 'How long data is kept',
};

const STATUS_FORM = 'Must be codes of statuses: up to 32 letters, digits and _ each, at least one.';
const TEXT_FORM = 'Must be at most 255 printable characters.';
const CODE_FORM = 'Must be capital letters, digits and _, at most 64.';

export const labelOf = (name: keyof StoreSettings): string => SETTING_WORDS[name].label;

/** Each setting in plain words; its code and its bounds stand beside it. */
export const SETTING_WORDS: Record<keyof StoreSettings, SettingWords> = {
  mode: {
    label: 'Mode',
    help: 'In shadow mode the store reads, plans and records all writes and deliveries, and sends none.',
    options: { live: 'Live: writes and deliveries go out', shadow: 'Shadow: nothing goes out' },
  },
  statusesToFetch: {
    label: 'Statuses to fetch',
    help: 'Increff gets orders in these; others wait. Magento’s codes, one per line.',
    form: STATUS_FORM,
  },
  cancelStatuses: {
    label: 'Statuses that mean cancelled',
    help: 'Magento’s codes, one per line.',
    form: STATUS_FORM,
  },
  pendingStatuses: {
    label: 'Statuses looked at again and again',
    help: 'Orders in these are read without a time window, so that none is missed. One per line.',
    form: STATUS_FORM,
  },
  acknowledgeStatus: {
    label: 'Status after Increff’s acknowledgement',
    help: 'The order gets it in Magento, where Magento allows it.',
    none: 'no change of status, a comment only',
    form: 'Must be one code: up to 32 letters, digits and _.',
  },
  acknowledgeUnpaid: {
    label: 'Acknowledge orders that wait for their payment',
    help: 'In a status that is not fetched. Orders in a fetched status are acknowledged anyway.',
  },
  codMethods: {
    label: 'Payment methods that are cash on delivery',
    help: 'Magento’s codes of payment methods, one per line.',
    form: 'Must be codes of letters, digits, _ and -.',
  },
  slaDays: { label: 'Days from order to dispatch', help: 'Increff plans by it.', unit: 'days' },
  startDate: {
    label: 'Begin with orders of',
    help: 'Older orders are kept but not passed on. A day, or a time with its zone: 2026-11-01T00:00:00Z.',
    none: 'no limit',
    form: 'Must be a day, or a time with its zone: 2026-11-01 or 2026-11-01T00:00:00Z.',
  },
  storeIds: {
    label: 'Store views',
    help: 'Numbers (store_id) of the store views whose orders are this store’s, one per line; empty for all. Two stores on one Magento need it, or each takes every order.',
    emptyList: 'all store views',
    form: 'Must be whole numbers from 1 to 65,535, each once.',
  },
  itemTypes: {
    label: 'Product types passed on',
    help: 'Magento’s codes, one per line; empty for all goods.',
    emptyList: 'all goods',
    form: 'Must be codes of letters, digits, _ and -, each once.',
  },
  skuSource: {
    label: 'SKU of a line',
    help: 'Custom options lengthen the line’s SKU. The product’s own needs the right to read products.',
    options: { line: 'As the order’s line has it', product: 'The product’s own' },
  },
  totalAttributes: {
    label: 'Totals of other modules',
    help: 'Fees and credits that belong to the order’s total, so that it balances.',
    example: '[{"path": "extension_attributes.msp_cod_amount", "sign": 1, "as": "codFee"}]',
  },
  customFields: {
    label: 'Further fields passed on',
    help: 'Of the order, or of its lines where the path begins with items[].',
    example: '[{"path": "extension_attributes.delivery_date", "as": "deliveryDate"}]',
  },
  pollIntervalSeconds: {
    label: 'Time between reads',
    help: 'How often Magento is asked for new orders.',
    unit: 'seconds',
    none: 'as the whole service has it',
  },
  overlapSeconds: {
    label: 'Look back',
    help: 'Each read looks this far back again, for orders that were stored late.',
    unit: 'seconds',
  },
  pageSize: {
    label: 'Orders in one answer',
    help: 'Fewer make each answer of Magento lighter.',
    unit: 'orders',
  },
  autoInvoice: {
    label: 'Invoice before the first shipment',
    help: 'Invoices what is left, for shops that do not invoice by themselves.',
  },
  invoiceDocumentUrl: {
    label: 'Where the shop prints an invoice',
    help: 'An address with {invoiceId}, {invoiceNumber} or {orderCode} in it.',
    none: 'invoices are named without an address',
    form: 'Must be an address with {invoiceId}, {invoiceNumber} or {orderCode} in it, and no other names in braces.',
  },
  shipmentMode: {
    label: 'How shipments are made',
    help: 'One shipment deducts the stock once. The check says what a shop does with two.',
    options: {
      'ship-once': 'One shipment',
      documented: 'A document, then a shipment at handover',
    },
  },
  shipAt: {
    label: 'When Magento ships',
    help: 'Increff creates the shipment first and hands it over later. Magento gets its shipment in one of the two steps; the other is only recorded here.',
    options: { atShipment: 'When the shipment is created', atHandover: 'When it is handed over' },
  },
  carriers: {
    label: 'Couriers in Magento',
    help: 'Magento’s carrier and the title that the customer reads, of couriers that Increff names. DHL, FedEx, UPS and USPS are known.',
    example: '[{"courier": "BlueDart Surface", "carrierCode": "bluedart", "title": "Blue Dart"}]',
  },
  weightUnit: {
    label: 'Weights in the shop',
    help: 'As in Magento’s Locale Options. Increff sends grams.',
    options: { kgs: 'Kilograms', lbs: 'Pounds' },
  },
  locationSources: {
    label: 'Locations and sources',
    help: 'Increff’s location, and the Magento source that it stands for.',
    example: '{"WH1": "wh1"}',
  },
  inventoryMode: {
    label: 'How stock is written',
    help: 'By source takes many SKUs in one call, and needs Magento’s rights for sources.',
    options: {
      auto: 'As the check of the store finds',
      stockItems: 'Into the default source, one SKU a call',
      sourceItems: 'By source',
    },
  },
  bufferStock: {
    label: 'Units kept back',
    help: 'Magento gets this many fewer of each SKU, never below 0.',
    unit: 'units',
  },
  lowStockThreshold: {
    label: 'Stock is called low at',
    help: 'A warning only; it changes nothing.',
    unit: 'units',
    none: 'no warning',
  },
  websiteCode: {
    label: 'Website that sells the stock',
    help: 'Magento’s code (Stores, All Stores).',
    form: 'Must be a letter, then letters, digits and _, at most 32.',
  },
  fullPushHour: {
    label: 'Hour of the nightly push of all stock',
    help: 'By UTC.',
    unit: 'o’clock',
    none: 'no nightly push',
  },
  forwardOrderCode: {
    label: 'How returns and events name the order',
    help: 'To the merchant as well.',
    options: { entityId: 'By Magento’s id (entity_id)', incrementId: 'By the number that customers see' },
  },
  logisticAggregator: {
    label: 'Aggregator that books couriers',
    help: 'ClickPost asks for more fields of a return.',
    none: 'none',
    options: { CLICKPOST: 'ClickPost', SHIPROCKET: 'Shiprocket', SHIPWAY: 'Shipway', ESHIPZ: 'Eshipz' },
  },
  returnCourier: {
    label: 'Courier of returns',
    help: 'That Increff books.',
    none: 'none named',
    form: TEXT_FORM,
  },
  courierFields: {
    label: 'What couriers ask of a return',
    help: 'brand, color, category, subCategory, serialNumber, subTaxItemData, consigneeGstin.',
    example: '{"Delhivery": "brand,category"}',
  },
  qcReasons: {
    label: 'Reasons of a failed quality check',
    help: 'Besides Increff’s own list; one per line.',
    form: CODE_FORM,
  },
  refundReturns: {
    label: 'Returns that are refunded',
    help: 'Their units are given back in Magento once they have passed the quality check.',
    options: {
      CUSTOMER_RETURN: 'Sent back by the customer',
      SELF_SHIP: 'Shipped by the customer himself',
      RETURN_TO_ORIGIN: 'Could not be delivered',
    },
  },
  refundReturnsOnline: {
    label: 'Pay the money back',
    help: 'By the payment method. Without it, a refund is only booked in Magento.',
  },
  openRtoReturns: {
    label: 'Open a return for parcels that go back',
    help: 'Where a courier says so and none was announced.',
  },
  orderCodePrefixes: {
    label: 'What may stand before an order’s number',
    help: 'As aggregators send it, one per line; tried without it where the whole names no order.',
    form: 'Must be at most 32 printable characters each.',
  },
  webhookClocks: {
    label: 'How aggregators’ times are read',
    help: 'GUESS, AS_WRITTEN or INDIA, by aggregator. Of all that are not listed: GUESS.',
    example: '{"CLICKPOST": "INDIA"}',
  },
  clickpostReturnZone: {
    label: 'Zone of ClickPost’s return events',
    help: 'Of those that name none.',
    options: { INDIA: 'India', UTC: 'UTC' },
  },
  clickpostHubType: {
    label: 'ClickPost’s scan at the last hub is passed on as',
    help: 'A notification type, such as DESTINATION_HUB_INSCAN.',
    none: 'nobody is notified',
    form: CODE_FORM,
  },
  shiprocketReturnPickedUp: {
    label: 'Tell of Shiprocket’s returns that were picked up',
    help: 'The customer’s list has it for ClickPost only.',
  },
  shipwayCodes: {
    label: 'Tell what Shipway’s short codes say',
    help: 'DEL, OOD, INT, UND, RTO and RTD, once Shipway has confirmed them.',
  },
  eshipzStatuses: {
    label: 'Eshipz’ statuses',
    help: 'Notification types by status and sub-status.',
    example: '{"Delivered|": "DELIVERED"}',
  },
  couriers: {
    label: 'Couriers connected by setting',
    help: 'Each calls a webhook of its own. Their secrets are set apart (courierSecrets).',
    example: '[{"name": "delhivery", …}]',
  },
  pushToIncreff: {
    label: 'Push orders to Increff',
    help: 'New orders and cancellations go to the endpoint INCREFF, where Increff does not fetch them.',
  },
  pushLocationCode: {
    label: 'Location that fulfils pushed orders',
    help: 'Increff’s code.',
    none: 'Increff routes and splits',
    form: TEXT_FORM,
  },
  eraseAfterDays: {
    label: 'Erase personal data after',
    help: 'Counted from the last change of a closed order. Money and quantities stay.',
    unit: 'days',
    none: 'it is kept',
  },
  deleteAfterDays: {
    label: 'Delete closed orders after',
    help: 'With all that hangs on them. One of which anything is open stays.',
    unit: 'days',
    none: 'they are kept',
  },
};
