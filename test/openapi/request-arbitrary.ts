import fc from 'fast-check';

export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  nullable?: boolean;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema?: Schema;
}

export interface ApiOperation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface FuzzRequest {
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

/** Values that the schema does not mean: other types, edges, hostile text. */
const ODD = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    null,
    true,
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    "' OR 1=1 --",
    '\u0000',
    '../../etc/passwd',
    '2026-13-45',
    '9'.repeat(30),
    'ä'.repeat(300),
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.integer(), { maxKeys: 3 }),
);
/** Codes that exist in the shop, so that requests get behind the first check. */
const KNOWN = fc.constantFrom('1', '2', '3', '000000001', 'default', 'increff', 'SKU-1', 'WH1');

/** Mostly what the document promises to take, sometimes a field of it bent. */
export function requestOf(
  operation: ApiOperation,
  schemas: Record<string, Schema>,
): fc.Arbitrary<FuzzRequest> {
  const parameters = operation.parameters ?? [];
  const place = (where: Parameter['in']): fc.Arbitrary<Record<string, string>> =>
    record(
      parameters.filter((one) => one.in === where),
      (one) => asText(bent(valueOf(one.schema ?? {}, schemas, 0))),
      (one) => where === 'path' || one.required === true,
    );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    path: place('path'),
    query: place('query'),
    headers: place('header'),
    body: schema ? bent(valueOf(schema, schemas, 0)) : fc.constant(undefined),
  });
}

function record(
  parameters: Parameter[],
  value: (parameter: Parameter) => fc.Arbitrary<string>,
  always: (parameter: Parameter) => boolean,
): fc.Arbitrary<Record<string, string>> {
  return fc.record(Object.fromEntries(parameters.map((one) => [one.name, value(one)])), {
    requiredKeys: parameters.filter(always).map(({ name }) => name),
  });
}

const bent = (fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: ODD });

const asText = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  values.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));

function valueOf(schema: Schema, schemas: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.split('/').at(-1)!]!, schemas, depth + 1);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = schema.oneOf ?? schema.anyOf;
  if (parts) return fc.oneof(...parts.map((part) => valueOf(part, schemas, depth + 1)));
  if (schema.allOf) return valueOf(schema.allOf[0]!, schemas, depth + 1);
  switch (schema.type ?? 'any') {
    case 'object':
      return objectOf(schema, schemas, depth);
    case 'array':
      return fc.array(bent(valueOf(schema.items ?? {}, schemas, depth + 1)), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -1e6),
        max: Math.min(schema.maximum ?? 1000, 1e6),
      });
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 1e6, noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(schema);
    default:
      return ODD;
  }
}

function objectOf(schema: Schema, schemas: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (depth > 6) return fc.constant({});
  return fc.record(
    Object.fromEntries(properties.map(([name, one]) => [name, bent(valueOf(one, schemas, depth + 1))])),
    { requiredKeys: schema.required ?? [] },
  );
}

/** Where nobody listens: what is fuzzed must not begin to talk to anybody. */
const NOWHERE = 'http://127.0.0.1:9/fuzz';

function textOf({ format, example, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  const url = format === 'uri' || /^https?:/.test(String(example));
  const sample = url ? NOWHERE : example;
  const examples = typeof sample === 'string' ? [fc.constant(sample)] : [];
  const free = [KNOWN, fc.string({ maxLength: Math.min(maxLength, 60) }), ...examples, ...examples];
  if (format === 'uuid') return fc.oneof(fc.uuid(), ...free);
  if (format === 'date-time') {
    return fc.oneof(
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((at) => at.toISOString()),
      ...free,
    );
  }
  return fc.oneof(...free);
}
