import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { OpenApi } from './fields.js';

const HEAD = '// Written by `npm run openapi`.\n';

/** The files of packages/client that are made from the document, by path. */
export async function clientFiles(document: OpenApi): Promise<Record<string, string>> {
  return {
    'packages/client/src/api.ts': await typesOf(document),
    'packages/client/src/keyed.ts': keyedOf(document),
  };
}

/** What has a default may be left out of a request; where it always stands in an answer, the document demands it. */
async function typesOf(document: OpenApi): Promise<string> {
  const nodes = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
  });
  return HEAD + astToString(nodes);
}

function keyedOf({ paths }: OpenApi): string {
  const keyed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'Idempotency-Key'))
      .map(([method]) => `  '${method.toUpperCase()} ${path}',\n`),
  );
  return (
    HEAD +
    '\n/** Writes that have one effect for one Idempotency-Key, however often they are sent. */\n' +
    `export const KEYED: ReadonlySet<string> = new Set([\n${keyed.join('')}]);\n`
  );
}
