import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  MaxLength,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { AggregatorSettings } from '../../notifications/aggregators/aggregator.js';
import { type Clock, CLOCKS } from '../../notifications/aggregators/event-time.js';
import { CourierDto } from '../../notifications/aggregators/generic/courier.dto.js';
import { AGGREGATORS } from '../../notifications/aggregators/registry.js';
import { IsCodeMap, IsMapOf } from '../../platform/http/is-code-map.js';
import { CourierCarrierDto } from './courier-carrier.dto.js';
import { StoreMode } from '../../platform/outgoing/store-mode.js';
import { CustomFieldDto } from './custom-field.dto.js';
import { TotalAttributeDto } from './total-attribute.dto.js';
import { IsInstant } from '../../platform/http/is-instant.js';

/** No comma: Magento's `in` filter could not carry it. */
const STATUS_CODE = /^[a-z0-9_]{1,32}$/i;

/** How the two steps of the document, create shipment and handover, are made in Magento. */
export enum ShipmentMode {
  /**
   * Create shipment is POST shipment/, handover is POST order/{id}/ship of the same lines. Where Magento's inventory module
   * for shipping is on, both deduct the stock (recorded exchanges 937 to 945).
   */
  Documented = 'documented',
  /** Only POST order/{id}/ship, at the step that `shipAt` names; the other step records. */
  ShipOnce = 'ship-once',
}

export enum ShipAt {
  Shipment = 'atShipment',
  Handover = 'atHandover',
}

/** Magento's own words for them. */
export enum WeightUnit {
  Kilograms = 'kgs',
  Pounds = 'lbs',
}

export enum InventoryMode {
  /** By source items where locations have sources, or where the store check found the right to them; else by stock items. */
  Auto = 'auto',
  /** PUT products/{sku}/stockItems/{itemId}: the default source, one SKU per call. */
  StockItems = 'stockItems',
  /** POST inventory/source-items: many SKUs per call, by MSI source. */
  SourceItems = 'sourceItems',
}

export enum ForwardOrderCode {
  EntityId = 'entityId',
  IncrementId = 'incrementId',
}

/** Which SKU a line is passed on with. */
export enum SkuSource {
  Line = 'line',
  Product = 'product',
}

/** How one store is synchronised. Every setting has a default; only differences are stored. */
export class StoreSettings implements AggregatorSettings {
  /**
   * live: writes and deliveries go out. shadow: the store reads, serves, plans and records all of them, and sends none;
   * GET /admin/stores/{storeCode}/shadow-report compares them with what another integration did.
   */
  @IsEnum(StoreMode)
  mode: StoreMode = StoreMode.Live;

  /** Order statuses that Increff is to fetch. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  statusesToFetch: string[] = ['pending', 'processing'];

  /** Statuses that mean: cancelled. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  cancelStatuses: string[] = ['canceled'];

  /** Statuses of the safety sweep that asks without a time window. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(STATUS_CODE, { each: true })
  pendingStatuses: string[] = ['pending', 'processing'];

  /** Status that an acknowledged order gets where Magento allows it; null for a plain comment. */
  @IsOptional()
  @Matches(STATUS_CODE)
  acknowledgeStatus: string | null = 'processing';

  /**
   * True lets an order be acknowledged that waits for its payment (state pending_payment) in a status that is not fetched.
   * One whose status is in statusesToFetch is passed on, and acknowledged, anyway.
   */
  @IsBoolean()
  acknowledgeUnpaid: boolean = false;

  /** Payment methods (`payment.method`) that are cash on delivery. */
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[\w-]{1,128}$/, { each: true })
  codMethods: string[] = ['cashondelivery'];

  /** Days from order to dispatch. */
  @IsInt()
  @Min(0)
  @Max(365)
  slaDays: number = 2;

  /** Orders created before are kept but not passed on; null for no limit. */
  @IsOptional()
  @IsInstant()
  startDate: string | null = null;

  /** Seconds between polls; null for the service's POLL_INTERVAL_SECONDS. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(86400)
  pollIntervalSeconds: number | null = null;

  /** How far back each poll looks again, for orders that were committed late. */
  @IsInt()
  @Min(0)
  @Max(86400)
  overlapSeconds: number = 600;

  /**
   * `store_id`s of the Magento store views whose orders are the store's; empty for all. Magento lists the orders of every
   * view, also when one view is asked for, so two stores on one Magento need this, or each of them takes every order.
   */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(65535, { each: true })
  storeIds: number[] = [];

  /** Magento's product types (`product_type`) whose lines are passed on; empty for all goods. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[a-z0-9_-]{1,64}$/i, { each: true })
  itemTypes: string[] = [];

  /**
   * The SKU that lines are passed on with. Custom options that the customer chose lengthen the line's (`MUG-RED-XL`); `product`
   * looks the product's own up (`MUG`), which stock and the warehouse know. It needs the right Magento_Catalog::products.
   */
  @IsEnum(SkuSource)
  skuSource: SkuSource = SkuSource.Line;

  /**
   * Totals that other modules add to the order, so that it balances, e.g.
   * `[{"path": "extension_attributes.msp_cod_amount", "sign": 1, "as": "codFee"}]`.
   */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => TotalAttributeDto)
  totalAttributes: TotalAttributeDto[] = [];

  /**
   * Further fields of the order, or of its lines (`items[].` begins the path), that are passed on as `customFields`, and in a
   * push as custom attributes, e.g. `[{"path": "extension_attributes.delivery_date", "as": "deliveryDate"}]`.
   */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique(({ path, as }: CustomFieldDto) => `${String(path).startsWith('items[].')} ${as}`, {
    message: 'must name each field once',
  })
  @ValidateNested({ each: true })
  @Type(() => CustomFieldDto)
  customFields: CustomFieldDto[] = [];

  /** Orders per page asked of Magento. */
  @IsInt()
  @Min(1)
  @Max(300)
  pageSize: number = 100;

  /** True invoices what is left of an order before its first shipment, for shops that do not do it themselves. */
  @IsBoolean()
  autoInvoice: boolean = false;

  /**
   * Where the shop prints an invoice, e.g. `https://shop.example.com/invoice/{invoiceId}.pdf`, for the invoice notification and
   * Get invoice; also `{invoiceNumber}` and `{orderCode}`. Null: invoices are named without an address.
   */
  @IsOptional()
  @MaxLength(1000)
  @Matches(
    /^https?:\/\/[\w.-]+(:\d+)?(\/|(?=\?))(?:[\w.~/?#=&%+,;:@!$'()*-]|\{(?:invoiceId|invoiceNumber|orderCode)\})*$/,
    {
      message:
        'must be an address with {invoiceId}, {invoiceNumber} or {orderCode} in it, and no other names in braces',
    },
  )
  @Matches(/\{/, { message: 'must name the invoice by {invoiceId}, {invoiceNumber} or {orderCode}' })
  invoiceDocumentUrl: string | null = null;

  /** Which Magento calls stand for create shipment and handover. The default deducts stock once. */
  @IsEnum(ShipmentMode)
  shipmentMode: ShipmentMode = ShipmentMode.ShipOnce;

  /** With ship-once: the step that ships. */
  @IsEnum(ShipAt)
  shipAt: ShipAt = ShipAt.Handover;

  /**
   * Magento's carrier code, and the title that the customer reads, of couriers that Increff names, e.g.
   * `[{"courier": "BlueDart Surface", "carrierCode": "bluedart", "title": "Blue Dart"}]`. DHL, FedEx, UPS and USPS are known.
   */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique(({ courier }: CourierCarrierDto) => String(courier).toLowerCase(), {
    message: 'must name each courier once',
  })
  @ValidateNested({ each: true })
  @Type(() => CourierCarrierDto)
  carriers: CourierCarrierDto[] = [];

  /** Unit of weights in the shop (Stores > Configuration > Locale Options); Increff sends grams. */
  @IsEnum(WeightUnit)
  weightUnit: WeightUnit = WeightUnit.Kilograms;

  /** Increff's location codes to MSI source codes, e.g. `{"WH1": "wh1"}`. A location that is not listed names no source. */
  @IsCodeMap()
  locationSources: Record<string, string> = {};

  /** How stock is written. */
  @IsEnum(InventoryMode)
  inventoryMode: InventoryMode = InventoryMode.Auto;

  /** Units that are kept back: Magento gets the quantity less these, never below 0. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  bufferStock: number = 0;

  /** Units of which stock is called low, at and below them and above 0; null for none. It is a warning and changes nothing. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  lowStockThreshold: number | null = null;

  /** Magento's code of the website that sells the stock (Stores > All Stores), for what it still has to sell. */
  @Matches(/^[a-z]\w{0,31}$/i)
  websiteCode: string = 'base';

  /** Hour of the day (UTC) of the nightly push of all stock; null for none. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(23)
  fullPushHour: number | null = 2;

  /** How returns name their forward order, and how events, own ones too, name it to the merchant. */
  @IsEnum(ForwardOrderCode)
  forwardOrderCode: ForwardOrderCode = ForwardOrderCode.EntityId;

  /** Logistic aggregator that Increff books couriers with; CLICKPOST asks for more fields of a return. */
  @IsOptional()
  @IsIn(AGGREGATORS.map(({ name }) => name))
  logisticAggregator: string | null = null;

  /** Courier that Increff books for returns; see courierFields. */
  @IsOptional()
  @Matches(/^[^\p{C}]{1,255}$/u)
  returnCourier: string | null = null;

  /** What each courier asks for of a return, e.g. `{"Delhivery": "brand,category"}`: brand, color, category, subCategory, serialNumber, subTaxItemData, consigneeGstin. */
  @IsCodeMap()
  courierFields: Record<string, string> = {};

  /**
   * True opens a return (RETURN_TO_ORIGIN) for each parcel of which a courier says that it goes back (RTO, RTO_DELIVERED,
   * RTO_ACKNOWLEDGED), unless one was announced.
   */
  @IsBoolean()
  openRtoReturns: boolean = false;

  /** Reasons of a failed quality check besides Increff's own list. */
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/^[A-Z0-9_]{1,64}$/, { each: true })
  qcReasons: string[] = [];

  /**
   * Types of returns (`orderType`) whose units are given back in Magento once they have passed the quality check, each one once;
   * empty for none. RETURN_TO_ORIGIN is a parcel that could not be delivered.
   */
  @IsArray()
  @ArrayUnique()
  @IsIn(['CUSTOMER_RETURN', 'SELF_SHIP', 'RETURN_TO_ORIGIN'], { each: true })
  refundReturns: string[] = [];

  /** True has the payment method pay the money of returns back; false only books it in Magento. */
  @IsBoolean()
  refundReturnsOnline: boolean = false;

  /**
   * What aggregators may have put before the order's code, e.g. `["#", "SHOP-"]`: tried without it where the whole code names no
   * order.
   */
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[^\p{C}]{1,32}$/u, { each: true })
  orderCodePrefixes: string[] = [];

  /**
   * How an aggregator's times are read, e.g. `{"CLICKPOST": "INDIA"}`. GUESS (of all that are not listed): as written, but
   * what lies in the future is India's clock wrongly marked as UTC; AS_WRITTEN; INDIA: India's, however they are marked.
   * A time that still lies in the future is replaced by the time of receipt.
   */
  @IsMapOf(CLOCKS)
  webhookClocks: Record<string, Clock> = {};

  /** Zone of ClickPost's return events that name none: its older page says India's, its newer one UTC. */
  @IsIn(['INDIA', 'UTC'])
  clickpostReturnZone: 'INDIA' | 'UTC' = 'INDIA';

  /** Notification type of ClickPost's scan at the last hub, e.g. DESTINATION_HUB_INSCAN; null tells nobody of it. */
  @IsOptional()
  @Matches(/^[A-Z0-9_]{1,64}$/)
  clickpostHubType: string | null = null;

  /** True tells RETURN_PICKED_UP of Shiprocket's returns, which the customer's list has for ClickPost only. */
  @IsBoolean()
  shiprocketReturnPickedUp: boolean = false;

  /** True tells what Shipway's codes DEL, OOD, INT, UND, RTO and RTD say, once Shipway has confirmed them. */
  @IsBoolean()
  shipwayCodes: boolean = false;

  /** Notification types of Eshipz' statuses, each with its sub-status, e.g. `{"Delivered|": "DELIVERED"}`. */
  @IsCodeMap()
  eshipzStatuses: Record<string, string> = {};

  /** Couriers and aggregators that are connected by setting, without code; their secrets: `courierSecrets` of the store. */
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique(({ name }: CourierDto) => name)
  @ValidateNested({ each: true })
  @Type(() => CourierDto)
  couriers: CourierDto[] = [];

  /** True sends new orders and customer cancellations to the endpoint INCREFF, for installations where Increff does not fetch. */
  @IsBoolean()
  pushToIncreff: boolean = false;

  /** Increff's location that fulfils every pushed order; null lets Increff route and split. */
  @IsOptional()
  @Matches(/^[^\p{C}]{1,255}$/u)
  pushLocationCode: string | null = null;

  /**
   * Days after the last change of a closed order, in Magento or here, after which its personal data is erased: name,
   * addresses, e-mail, telephone, in the order and all that hangs on it. Money and quantities stay. Null keeps it.
   */
  @IsOptional()
  @IsInt()
  @Min(30)
  @Max(36500)
  eraseAfterDays: number | null = null;

  /**
   * Days after the last change of an order that has come to its end, in Magento or here, after which all of it is deleted
   * here: items, writes, invoices, shipments, returns, events, deliveries. One of which anything is open stays. Null keeps
   * orders.
   */
  @IsOptional()
  @IsInt()
  @Min(30)
  @Max(36500)
  deleteAfterDays: number | null = null;
}
