import { format } from 'prettier';
import { clientFiles } from './client-files.js';
import type { OpenApi } from './fields.js';
import { toCollection } from './postman.js';

/** All that is made from the document, by path from the root of the repository. */
export async function generatedFiles(document: OpenApi): Promise<Record<string, string>> {
  return {
    'docs/postman.json': await format(JSON.stringify(toCollection(document)), {
      parser: 'json',
      printWidth: 110,
    }),
    ...(await clientFiles(document)),
  };
}
