import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { breakingChanges } from './breaking.js';
import type { OpenApi } from './fields.js';

const DOCS = join(import.meta.dirname, '../../docs');
const documentIn = (file: string): OpenApi => JSON.parse(readFileSync(join(DOCS, file), 'utf8')) as OpenApi;

/** What the next release is meant to take back, each in the words of the check. CHANGELOG says it to callers. */
const MEANT = JSON.parse(readFileSync(join(import.meta.dirname, 'taken-back.json'), 'utf8')) as string[];

describe('the document, against that of the last release', () => {
  it('takes nothing back that the next release is not meant to take back', () => {
    expect(breakingChanges(documentIn('openapi.released.json'), documentIn('openapi.json'))).toEqual(MEANT);
  });
});

const body = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

const released = () => ({
  paths: {
    '/orders': {
      post: {
        operationId: 'Orders_make',
        parameters: [{ name: 'dryRun', in: 'query', required: false, schema: { type: 'boolean' } }],
        requestBody: body('Asked'),
        responses: { 200: body('Answered'), 404: body('Problem') },
      },
      get: { operationId: 'Orders_list', responses: { 200: body('Answered') } },
    },
  },
  components: {
    schemas: {
      Asked: {
        type: 'object',
        required: ['code'],
        properties: {
          code: { type: 'string', maxLength: 64 },
          kind: { type: 'string', enum: ['A', 'B'] },
          note: { type: 'string', nullable: true },
          either: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
          lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
        },
      },
      Line: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } },
      Answered: {
        type: 'object',
        required: ['code', 'state'],
        properties: {
          code: { type: 'string' },
          state: { type: 'string', enum: ['OPEN', 'DONE'] },
          either: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
          next: { allOf: [{ $ref: '#/components/schemas/Answered' }] },
        },
      },
      Problem: { type: 'object', properties: { code: { type: 'string' } } },
    },
  },
});

type Released = ReturnType<typeof released>;
const changed = (change: (document: any) => void): string[] => {
  const after: Released = released();
  change(after);
  return breakingChanges(released() as unknown as OpenApi, after as unknown as OpenApi);
};

describe('a breaking change', () => {
  const of = (document: any, schema: string) => document.components.schemas[schema].properties;

  it.each<[string, (document: any) => void, string]>([
    ['an operation is gone', (d) => delete d.paths['/orders'].get, 'GET /orders: is gone'],
    ['an answer is gone', (d) => delete d.paths['/orders'].get.responses[200], 'GET /orders 200: is gone'],
    [
      'a parameter is gone',
      (d) => d.paths['/orders'].post.parameters.pop(),
      'POST /orders: query dryRun: is gone',
    ],
    [
      'a parameter is needed',
      (d) => d.paths['/orders'].post.parameters.push({ name: 'x', in: 'header', required: true }),
      'POST /orders: header x: is needed now',
    ],
    ['an answered field is gone', (d) => delete of(d, 'Answered').code, 'Answered.code: is gone'],
    [
      'an answered field has another name',
      (d) => {
        of(d, 'Answered').status = of(d, 'Answered').state;
        delete of(d, 'Answered').state;
      },
      'Answered.state: is gone',
    ],
    [
      'an answered field may be left out',
      (d) => (d.components.schemas.Answered.required = ['code']),
      'Answered.state: may be left out now',
    ],
    [
      'an answered field may be null',
      (d) => (of(d, 'Answered').code.nullable = true),
      'Answered.code: was string, is string or null',
    ],
    [
      'an answered field has another type',
      (d) => (of(d, 'Answered').code.type = 'number'),
      'Answered.code: was string, is number',
    ],
    [
      'an answered choice is narrower',
      (d) => of(d, 'Answered').state.enum.pop(),
      'Answered.state: has no DONE any more',
    ],
    ['an asked field is gone', (d) => delete of(d, 'Asked').note, 'Asked.note: is gone'],
    [
      'an asked field is needed',
      (d) => d.components.schemas.Asked.required.push('kind'),
      'Asked.kind: is needed now',
    ],
    [
      'a new asked field is needed, further down',
      (d) => {
        of(d, 'Line').quantity = { type: 'number' };
        d.components.schemas.Line.required.push('quantity');
      },
      'Line.quantity: is needed now',
    ],
    ['an asked choice is narrower', (d) => of(d, 'Asked').kind.enum.shift(), 'Asked.kind: has no A any more'],
    [
      'an asked text has a choice',
      (d) => (of(d, 'Asked').code.enum = ['A']),
      'Asked.code: has only some values now',
    ],
    [
      'an asked field may not be null',
      (d) => delete of(d, 'Asked').note.nullable,
      'Asked.note: was string or null, is string',
    ],
    [
      'an asked text must be shorter',
      (d) => (of(d, 'Asked').code.maxLength = 32),
      'Asked.code: maxLength was 64, is 32',
    ],
    [
      'an asked text must look like something',
      (d) => (of(d, 'Asked').code.pattern = 'x'),
      'Asked.code: pattern was undefined, is x',
    ],
    [
      'an asked field of several types has one less',
      (d) => of(d, 'Asked').either.oneOf.pop(),
      'Asked.either: can be no integer any more',
    ],
    [
      'an answered field of several types has one more',
      (d) => of(d, 'Answered').either.oneOf.push({ type: 'boolean' }),
      'Answered.either: may be boolean now',
    ],
    [
      'a body is needed',
      (d) => (d.paths['/orders'].post.requestBody.required = true),
      'POST /orders: needs a body now',
    ],
    [
      'another schema has less',
      (d) => {
        d.components.schemas.Other = { type: 'object', properties: { code: { type: 'string' } } };
        d.paths['/orders'].get.responses[200] = body('Other');
        d.paths['/orders'].post.responses[200] = body('Other');
      },
      'Answered.next: is gone',
    ],
  ])('is noticed where %s', (_name, change, says) => {
    expect(changed(change)).toContain(says);
  });

  it('is none where only something is added, or a limit is wider', () => {
    expect(
      changed((d) => {
        d.paths['/returns'] = { get: { operationId: 'Returns_list', responses: { 200: body('Answered') } } };
        d.paths['/orders'].get.parameters = [{ name: 'limit', in: 'query', required: false }];
        d.paths['/orders'].post.responses[202] = body('Answered');
        of(d, 'Answered').more = { type: 'string' };
        of(d, 'Answered').state.enum.push('LATE');
        of(d, 'Asked').more = { type: 'string' };
        of(d, 'Asked').kind.enum.push('C');
        of(d, 'Asked').code.maxLength = 128;
        d.components.schemas.Asked.required = [];
      }),
    ).toEqual([]);
  });
});
