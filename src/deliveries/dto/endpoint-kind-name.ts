import { ApiProperty } from '@nestjs/swagger';

/** Stands in a schema until the document is made: which kinds there are is known once modules are. */
const FORMAT = 'endpoint-kind';

/** The field names a kind of endpoint; the service checks it. */
export function EndpointKindName({ required = true } = {}): PropertyDecorator {
  return ApiProperty({ type: String, format: FORMAT, required });
}

/** Says in a document which kinds there are. */
export function nameEndpointKinds(node: unknown, kinds: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as { format?: unknown; enum?: string[] };
  if (schema.format === FORMAT) {
    delete schema.format;
    schema.enum = kinds;
  }
  for (const child of Object.values(node)) nameEndpointKinds(child, kinds);
}
