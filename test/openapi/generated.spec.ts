import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { OpenApi } from './fields.js';
import { generatedFiles } from './generated.js';

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

describe('what is made from the document', () => {
  it('is what is checked in (npm run openapi writes it)', async () => {
    const files = await generatedFiles(JSON.parse(textOf('docs/openapi.json')) as OpenApi);
    expect(Object.keys(files)).toHaveLength(3);
    const stale = Object.entries(files).filter(([file, text]) => textOf(file) !== text);
    expect(stale.map(([file]) => file)).toEqual([]);
  });
});
