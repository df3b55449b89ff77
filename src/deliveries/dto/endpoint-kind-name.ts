import { ApiProperty } from '@nestjs/swagger';

/** Stand in a schema until the document is made: which kinds and types there are is known once modules are. */
const KIND = 'endpoint-kind';
const TEST_TYPE = 'test-type';

/** The field names a kind of endpoint; the service checks it. */
export function EndpointKindName({ required = true, nullable = false } = {}): PropertyDecorator {
  return ApiProperty({ type: String, format: KIND, required, ...(nullable ? { nullable } : {}) });
}

/** The field names a type of event that an endpoint can be tried out with; the service checks it. */
export function TestTypeName(): PropertyDecorator {
  return ApiProperty({ type: String, format: TEST_TYPE, required: false });
}

/** Says in a document which kinds and types there are. */
export function nameEndpointKinds(document: unknown, kinds: string[], testTypes: string[]): void {
  fill(document, { [KIND]: kinds, [TEST_TYPE]: testTypes });
}

function fill(node: unknown, values: Record<string, string[]>): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as { format?: unknown; enum?: (string | null)[]; nullable?: boolean };
  const named = typeof schema.format === 'string' ? values[schema.format] : undefined;
  if (named) {
    delete schema.format;
    schema.enum = schema.nullable ? [...named, null] : named;
  }
  for (const child of Object.values(node)) fill(child, values);
}
