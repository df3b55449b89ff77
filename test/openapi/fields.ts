export interface Field {
  $ref?: string;
  type?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  nullable?: boolean;
  pattern?: string;
  maximum?: number;
  minimum?: number;
  maxLength?: number;
  minLength?: number;
  maxItems?: number;
  minItems?: number;
  default?: unknown;
  items?: Field;
  allOf?: Field[];
  anyOf?: Field[];
  oneOf?: Field[];
  additionalProperties?: boolean | Field;
  required?: string[];
  properties?: Record<string, Field>;
}

export interface Media {
  schema?: Field;
  example?: unknown;
}

export interface ApiOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: (Field & { name: string; in: string; required?: boolean; schema?: Field })[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

export interface OpenApi {
  info: { title: string; version: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: {
    schemas: Record<string, Field>;
    securitySchemes?: Record<string, { type: string; name?: string }>;
  };
}

/** A name and its words look alike: `orderCode`, `The order code.` */
export const sayName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(the|an?) /, '')
    .replaceAll(/[^a-z]/g, '');

/** Name of the schema that a field refers to, by itself or beside null. */
export function schemaNamed(field: Field | undefined): string | undefined {
  if (!field) return undefined;
  if (field.$ref) return field.$ref.split('/').at(-1);
  return [...(field.allOf ?? []), ...(field.anyOf ?? [])].map(schemaNamed).find(Boolean);
}

interface Asked {
  field: Field;
  /** By itself, or by an operation's example. */
  isShown: boolean;
}

/** All fields of the bodies that are asked for, by schema and name. */
export function fieldsAsked({ paths, components }: OpenApi): Map<string, Asked> {
  const found = new Map<string, Asked>();
  const visit = (at: Field | undefined, example: unknown): void => {
    if (at?.items) {
      const examples = Array.isArray(example) && example.length > 0 ? (example as unknown[]) : [undefined];
      for (const one of examples) visit(at.items, one);
    }
    const schema = schemaNamed(at);
    if (schema === undefined) return;
    for (const [name, field] of Object.entries(components.schemas[schema]!.properties ?? {})) {
      const place = `${schema}.${name}`;
      const value = (example as Record<string, unknown> | null | undefined)?.[name];
      const isShown = value !== undefined || field.example !== undefined;
      found.set(place, { field, isShown: isShown || found.get(place)?.isShown === true });
      visit(field, value);
    }
  };
  for (const { requestBody } of Object.values(paths).flatMap((path) => Object.values(path))) {
    const media = requestBody?.content['application/json'];
    if (media) visit(media.schema, media.example);
  }
  return found;
}
