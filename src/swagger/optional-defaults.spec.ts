import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { makeDefaultsOptional } from './optional-defaults.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const body = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } });
const schema = () => ({
  type: 'object',
  properties: { notify: { type: 'boolean', default: false }, id: { type: 'string' } },
  required: ['notify', 'id'],
});

function documentOf(): OpenAPIObject {
  return {
    paths: {
      '/refunds': {
        post: {
          parameters: [
            { name: 'dryRun', in: 'query', required: true, schema: { type: 'boolean', default: false } },
            { name: 'orderCode', in: 'path', required: true, schema: { type: 'string' } },
          ],
          requestBody: body('Asked'),
          responses: { 200: body('Answered') },
        },
      },
    },
    components: {
      schemas: {
        Asked: {
          ...schema(),
          properties: { ...schema().properties, nested: ref('Nested'), same: ref('Same') },
        },
        Nested: { ...schema(), required: ['notify'] },
        Answered: { ...schema(), properties: { ...schema().properties, same: ref('Same') } },
        Same: schema(),
      },
    },
  } as unknown as OpenAPIObject;
}

describe('what has a default', () => {
  const document = documentOf();
  makeDefaultsOptional(document);
  const schemas = document.components!.schemas as Record<string, { required?: string[] }>;

  it('may be left out of a request, also further down', () => {
    expect(schemas['Asked']!.required).toEqual(['id']);
    expect(schemas['Nested']).not.toHaveProperty('required');
  });

  it('may be left out of the query', () => {
    const { parameters } = document.paths['/refunds']!.post as { parameters: { required: boolean }[] };
    expect(parameters.map(({ required }) => required)).toEqual([false, true]);
  });

  it('is always there in an answer', () => {
    expect(schemas['Answered']!.required).toEqual(['notify', 'id']);
    expect(schemas['Same']!.required).toEqual(['notify', 'id']);
  });
});
