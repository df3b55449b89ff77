import type { OpenAPIObject } from '@nestjs/swagger';
import type { Example } from './example.js';
import { EXAMPLES } from './examples/index.js';
import { type Asked, problemExamples } from './problem-examples.js';

interface Media {
  example?: unknown;
  examples?: object;
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** Prefills every operation with its example, and each of its errors with those that the operation can return. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const examples = new Map(EXAMPLES.map((example) => [example.operationId, example]));
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods) as Operation[]) {
      const example = examples.get(operation.operationId);
      if (example) prefill(operation, example);
      showErrors(operation, askedOf(template, operation, example?.parameters ?? {}));
    }
  }
  return document;
}

function prefill(operation: Operation, { parameters = {}, body }: Example): void {
  for (const parameter of operation.parameters ?? []) {
    if (parameter.name in parameters) parameter.example = parameters[parameter.name];
  }
  if (body === undefined) return;
  // Files have none.
  const media = operation.requestBody?.content['application/json'];
  if (media) media.example = body;
}

function showErrors({ responses }: Operation, asked: Asked): void {
  for (const [status, { content }] of Object.entries(responses)) {
    const media = content?.['application/problem+json'];
    if (media) media.examples = problemExamples(Number(status), asked);
  }
}

function askedOf(template: string, operation: Operation, values: NonNullable<Example['parameters']>): Asked {
  const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
  const names = inPath.map(({ name }): [string, string] => [name, String(values[name] ?? name)]);
  return {
    path: names.reduce((path, [name, value]) => path.replace(`{${name}}`, value), template),
    names,
    hasBody: operation.requestBody !== undefined,
    isWrite: '422' in operation.responses,
  };
}
