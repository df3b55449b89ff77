import { isExchange, MEANINGS, NotificationType } from '../../src/notifications/notification-types.js';

/** What goes to the merchant, as JSON Schema: the one source of docs/events and of the receiver's types. */
type Schema = Record<string, unknown>;

const text = (description: string): Schema => ({ type: 'string', description });
const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });
const object = (
  description: string,
  properties: Record<string, Schema>,
  optional: string[] = [],
): Schema => ({
  type: 'object',
  description,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const COMMON = {
  forwardOrderCode: text("By the store's setting: entity_id or increment_id of the order. Of a test: TEST-…"),
  forwardShipmentCode: orNull(text('Our code of the parcel.')),
};
const WHAT = {
  notificationType: text('The set is open: ignore a type that you do not know.'),
  notificationUpdateTime: { type: 'integer', description: 'When it happened, in epoch seconds.' },
};
const STATUS_TEXT = {
  statusText: orNull(
    object('Where the endpoint has a language: a text for the customer. Null: there is none for this type.', {
      language: text('en where there is no text in the language that was asked for.'),
      text: text('One sentence.'),
    }),
  ),
};
const INFO = object('The return that the event is of.', {
  returnOrderId: orNull(text('returnOrderCode of the return.')),
  returnAwb: orNull(text("AWB of the return's parcel.")),
  transporter: orNull(text('Courier of the return.')),
  returnOrderTime: { type: ['integer', 'null'], description: 'When it was placed, in epoch seconds.' },
});
const ITEM = object('A line of the order.', {
  itemId: orNull(text('orderItemCode of the line, or itemCode of a returned unit.')),
  sku: orNull(text('SKU.')),
  quantity: { type: ['number', 'null'], description: 'Units in the parcel.' },
});

const parcel = (forwardAwb: Schema, returnOrderInfo: Schema): Record<string, Schema> => ({
  ...COMMON,
  forwardAwb,
  courierName: orNull(text('Courier.')),
  ...WHAT,
  logisticAggregatorInfo: orNull(
    object('Null: of ourselves.', {
      logisticAggregatorName: text('CLICKPOST, SHIPROCKET, or another one.'),
      logisticAggregatorMetaData: {
        type: 'object',
        description: 'What else it says. Of a test: {"test": true}',
      },
    }),
  ),
  returnOrderInfo,
  warehouseCode: orNull(text('Location from which it was sent, or which takes the return.')),
  items: { type: ['array', 'null'], description: 'What is in the parcel.', items: ITEM },
  ...STATUS_TEXT,
});

const OPTIONAL = ['statusText'];

/** The bodies that there are, by the name of their file. */
export const FORMS: Record<string, Schema> = {
  forward: object(
    'Of a forward parcel.',
    parcel(orNull(text('AWB.')), { type: 'null', description: 'Tells it from an event of a return.' }),
    OPTIONAL,
  ),
  return: object(
    'Of a return, of a parcel that goes back to where it came from, or of an exchange.',
    parcel(orNull(text('AWB of the forward parcel of an exchange; else null.')), INFO),
    OPTIONAL,
  ),
  invoice: object(
    'Of an invoice or a credit note.',
    {
      ...COMMON,
      ...WHAT,
      invoiceData: object('The document.', {
        invoiceId: { type: ['string', 'integer'], description: 'Its number, as it was given.' },
        invoiceStatus: text('CREATED.'),
        documentType: text('INVOICE or CREDIT_NOTE.'),
        documentUrl: orNull(text('Where it can be had.')),
      }),
      ...STATUS_TEXT,
    },
    OPTIONAL,
  ),
  'return-acknowledgement': object(
    'A return was received and checked.',
    {
      returnOrderCode: text('The return. Of a test: TEST-…'),
      forwardOrderCode: text('Its order.'),
      locationCode: text('Where it was received.'),
      orderItems: {
        type: 'array',
        description: 'Units that have a result.',
        items: object('A returned unit.', {
          itemCode: text('The unit.'),
          channelSkuCode: text('SKU.'),
          qcStatus: { enum: ['PASS', 'FAIL'], description: 'Result of the check.' },
          qcReason: orNull(text('Why it failed.')),
          imageUrls: { type: ['array', 'null'], description: 'Of a failed unit.', items: { type: 'string' } },
        }),
      },
      correction: { const: true, description: 'It takes the place of an earlier one.' },
    },
    ['correction'],
  ),
  test: object('Somebody tries the endpoint out.', {
    notificationType: { const: 'TEST', description: 'Of no real event.' },
    storeCode: text('Store.'),
    sentAt: text('When, in ISO 8601.'),
  }),
};

const ref = (form: string): Schema => ({ $ref: `${form}.schema.json` });

function ofType(type: NotificationType): Schema {
  const returned = isExchange(type)
    ? ref('return')
    : { allOf: [ref('return'), { properties: { forwardAwb: { type: 'null' } } }] };
  const forms =
    type === NotificationType.InvoiceGenerated
      ? [ref('invoice')]
      : [ref('forward'), returned, ref('invoice')];
  return {
    title: type,
    description: sentence(MEANINGS[type].means),
    type: 'object',
    required: ['notificationType'],
    properties: { notificationType: { const: type } },
    oneOf: forms,
  };
}

const sentence = (words: string): string => `${words[0]!.toUpperCase()}${words.slice(1)}.`;

/** By the name of their file in docs/events. */
export function eventSchemas(): Record<string, Schema> {
  const all: [string, Schema][] = [
    ...Object.entries(FORMS),
    ...Object.values(NotificationType).map((type): [string, Schema] => [type, ofType(type)]),
    ['any', { description: 'Any body of a delivery to the merchant.', oneOf: Object.keys(FORMS).map(ref) }],
  ];
  return Object.fromEntries(
    all.map(([name, schema]) => {
      const file = `${name}.schema.json`;
      return [file, { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: file, ...schema }];
    }),
  );
}

/** The same as TypeScript, for packages/receiver. */
export function receiverTypes(): string {
  const types = Object.values(NotificationType).map((type) => `  '${type}',`);
  const bodies = Object.entries(FORMS).map(
    ([name, schema]) =>
      `/** ${schema['description'] as string} */\nexport interface ${pascal(name)}Body ${typeOf(schema)}\n`,
  );
  return [
    '// Generated by npm run docs:events of magento-oms-bridge, with docs/events; do not edit.\n',
    '/** The types that have a meaning. The set is open: others may come, and must not fail. */',
    `export const NOTIFICATION_TYPES = [\n${types.join('\n')}\n] as const;\n`,
    ...bodies,
  ].join('\n');
}

const pascal = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());

function typeOf(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema['const']).replaceAll('"', "'");
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => `'${String(one)}'`).join(' | ');
  const names = [schema['type']].flat() as string[];
  return names.map((name) => oneTypeOf(name, schema)).join(' | ');
}

function oneTypeOf(name: string, schema: Schema): string {
  if (name === 'integer') return 'number';
  if (name === 'array') {
    const items = typeOf(schema['items'] as Schema);
    return items.startsWith('{') || !items.includes('|') ? `${items}[]` : `(${items})[]`;
  }
  if (name !== 'object') return name;
  const properties = schema['properties'] as Record<string, Schema> | undefined;
  if (!properties) return 'Record<string, unknown>';
  const required = schema['required'] as string[];
  const lines = Object.entries(properties).map(
    ([key, one]) =>
      `/** ${one['description'] as string} */\n${key}${required.includes(key) ? '' : '?'}: ${typeOf(one)};`,
  );
  return `{\n${lines.join('\n')}\n}`;
}
