import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';

/** `npm run openapi:released`: keeps the document of a release, for the check of breaking changes. */
const DOCS = join(import.meta.dirname, '../../docs');
/** Words and examples may change at will, and the document is half as long without them. */
const WORDS = new Set(['description', 'summary', 'example', 'examples']);

/** A schema may have a property of such a name: only what is a text, or holds examples, is left out. */
function withoutWords(node: unknown, isProperties = false): unknown {
  if (Array.isArray(node)) return node.map((one) => withoutWords(one));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => isProperties || !WORDS.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value, key === 'properties')]));
}

const document: unknown = JSON.parse(readFileSync(join(DOCS, 'openapi.json'), 'utf8'));
const file = join(DOCS, 'openapi.released.json');
writeFileSync(
  file,
  await format(JSON.stringify(withoutWords(document)), { parser: 'json', printWidth: 110 }),
);
process.stdout.write(`${file} written\n`);
