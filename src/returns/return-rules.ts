import { aggregatorNamed } from '../notifications/aggregators/registry.js';
import type { FieldError } from '../platform/errors/app-error.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { ReturnOrderItemDto } from './dto/return-item.dto.js';
import type { CreateReturnOrderDto } from './dto/return-order.dto.js';

type Rule = (dto: CreateReturnOrderDto, settings: StoreSettings) => FieldError[];

/** Marked † in the document: a courier may ask for them. */
export const COURIER_FIELDS = [
  'brand',
  'color',
  'category',
  'subCategory',
  'serialNumber',
  'subTaxItemData',
  'consigneeGstin',
] as const;

/** The channel has neither AWB nor courier: Increff books one. */
export function increffBooksCourier({ awbNumber, transporter }: CreateReturnOrderDto): boolean {
  return !awbNumber && !transporter;
}

const courierIsNamedInFull: Rule = (dto) => {
  if (increffBooksCourier(dto)) return [];
  return missing(
    dto,
    ['awbNumber', 'transporter'],
    'must be given with the other of awbNumber and transporter',
  );
};

/** The group marked * in the document. */
const starredGroup: Rule = (dto) => {
  if (!increffBooksCourier(dto)) return [];
  const why = 'is needed when Increff books the courier (no awbNumber and transporter)';
  return [
    ...missing(
      dto,
      [
        'orderType',
        'currencyCode',
        'regionType',
        'returnReason',
        'shipmentDimension',
        'dropAddress',
        'pickupAddress',
        'orderDetails',
      ],
      why,
    ),
    ...missingOfItems(dto, ['name', 'price', 'finalAmountPaid'], why),
  ];
};

/** The group marked *†: what the configured courier asks for. */
const courierGroup: Rule = (dto, { returnCourier, courierFields }) => {
  if (!increffBooksCourier(dto) || returnCourier === null) return [];
  const asked = (courierFields[returnCourier] ?? '').split(',').map((field) => field.trim());
  const why = `is needed by the courier ${returnCourier}`;
  const ofItems = COURIER_FIELDS.filter((field) => field !== 'consigneeGstin' && asked.includes(field));
  return [
    ...(asked.includes('consigneeGstin') ? missing(dto, ['consigneeGstin'], why) : []),
    ...missingOfItems(dto, ofItems as (keyof ReturnOrderItemDto)[], why),
  ];
};

const aggregatorGroup: Rule = (dto, { logisticAggregator }) => {
  const aggregator = aggregatorNamed(logisticAggregator);
  if (!increffBooksCourier(dto) || !aggregator?.returnsNeedInvoice) return [];
  const why = `is needed with the aggregator ${aggregator.name}`;
  const details = dto.orderDetails;
  return [
    ...missing(dto, ['sellerGstin'], why),
    ...(details && !details.invoiceNumber ? [{ field: 'orderDetails.invoiceNumber', message: why }] : []),
    ...(details && !details.invoiceTime ? [{ field: 'orderDetails.invoiceTime', message: why }] : []),
  ];
};

const cashOnDeliveryHasValue: Rule = ({ orderDetails }) =>
  orderDetails?.isCod && orderDetails.codValue <= 0
    ? [{ field: 'orderDetails.codValue', message: 'must be more than 0 when isCod is true' }]
    : [];

const RULES: Rule[] = [
  courierIsNamedInFull,
  starredGroup,
  courierGroup,
  aggregatorGroup,
  cashOnDeliveryHasValue,
];

/** What the document's conditional fields lack. */
export function brokenRules(dto: CreateReturnOrderDto, settings: StoreSettings): FieldError[] {
  return RULES.flatMap((rule) => rule(dto, settings));
}

function missing(
  dto: CreateReturnOrderDto,
  fields: (keyof CreateReturnOrderDto)[],
  message: string,
): FieldError[] {
  return fields.filter((field) => isEmpty(dto[field])).map((field) => ({ field, message }));
}

function missingOfItems(
  dto: CreateReturnOrderDto,
  fields: (keyof ReturnOrderItemDto)[],
  message: string,
): FieldError[] {
  return dto.orderItems.flatMap((item, i) =>
    fields
      .filter((field) => isEmpty(item[field]))
      .map((field) => ({ field: `orderItems.${i}.${field}`, message })),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
