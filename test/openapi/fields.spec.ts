import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import '../../src/app.module.js';
import { type Field, fieldsAsked, type OpenApi, sayName } from './fields.js';

/** The one that is served: `openapi.spec.ts` compares them. Built without Nest's plugin, as here, it would lack fields. */
const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as OpenApi;
const { schemas } = document.components;
const properties = Object.entries(schemas).flatMap(([schema, { properties: of = {} }]) =>
  Object.entries(of).map(([name, field]) => ({ place: `${schema}.${name}`, name, field })),
);
const parameters = Object.values(document.paths)
  .flatMap((path) => Object.values(path))
  .flatMap(({ operationId, parameters: of = [] }) =>
    of.map((field) => ({ place: `${operationId}: ${field.in} ${field.name}`, name: field.name, field })),
  );
const hasType = (field: Field): boolean =>
  ['type', '$ref', 'allOf', 'anyOf', 'oneOf'].some((word) => word in field);

describe('every field of the document', () => {
  it('is there, with its type, where it is validated', () => {
    const { validationMetadatas } = getMetadataStorage() as unknown as {
      validationMetadatas: Map<{ name: string }, { propertyName: string }[]>;
    };
    const missing = [...validationMetadatas].flatMap(([{ name }, rules]) => {
      const of = schemas[name]?.properties;
      if (!of) return [];
      const fields = new Set(rules.map((rule) => rule.propertyName));
      return [...fields]
        .filter((field) => !of[field] || !hasType(of[field]))
        .map((field) => `${name}.${field}`);
    });
    expect(schemas).toHaveProperty('TotalAttributeDto');
    expect([...validationMetadatas.keys()].map(({ name }) => name)).toContain('TotalAttributeDto');
    expect(missing).toEqual([]);
  });

  it('says what it means, and more than its name', () => {
    expect(properties.length).toBeGreaterThan(1200);
    expect(parameters.length).toBeGreaterThan(200);
    const mute = [...properties, ...parameters].filter(
      ({ name, field }) => !field.description || sayName(field.description) === sayName(name),
    );
    expect(mute.map(({ place }) => place)).toEqual([]);
  });

  it('has an example where a request may give it a text or a number', () => {
    const asked = fieldsAsked(document);
    expect(asked.size).toBeGreaterThan(400);
    const lacking = [...asked].filter(([, { field, isShown }]) => isFree(field) && !isShown);
    expect(lacking.map(([place]) => place)).toEqual([]);
  });
});

/** Of a choice, of a switch and of what has a default there is nothing to show. */
function isFree({ type, enum: choice, default: value }: Field): boolean {
  return (type === 'string' || type === 'number' || type === 'integer') && !choice && value === undefined;
}
