import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  default?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
}

interface Operation {
  parameters?: { required?: boolean; schema?: Schema }[];
  requestBody?: object;
  responses: object;
}

const PREFIX = '#/components/schemas/';

/**
 * What has a default may be left out. Nest's plugin takes a field with an initial value for one that must be given, so that a
 * generated client would demand `dryRun`. Schemas that are answered, too, are left alone: there the field is always present.
 */
export function makeDefaultsOptional(document: OpenAPIObject): void {
  const schemas = document.components!.schemas as Record<string, Schema>;
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  for (const { parameters = [] } of operations) {
    for (const parameter of parameters) {
      if (parameter.schema?.default !== undefined) parameter.required = false;
    }
  }
  const asked = reachable(
    operations.map(({ requestBody }) => requestBody),
    schemas,
  );
  const answered = reachable(
    operations.map(({ responses }) => responses),
    schemas,
  );
  for (const name of asked) {
    if (answered.has(name)) continue;
    const { properties = {}, required } = schemas[name]!;
    const left = required?.filter((field) => properties[field]?.default === undefined);
    if (left?.length === 0) delete schemas[name]!.required;
    else if (left) schemas[name]!.required = left;
  }
}

function reachable(node: unknown, schemas: Record<string, Schema>, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  const name = (node as Schema).$ref?.slice(PREFIX.length);
  if (name !== undefined && !found.has(name)) reachable(schemas[name], schemas, found.add(name));
  for (const child of Object.values(node)) reachable(child, schemas, found);
  return found;
}
