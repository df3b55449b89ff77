import type { ApiOperation, OpenApi } from './fields.js';

export interface PostmanItem {
  /** Of the operation; Postman keeps it. */
  id: string;
  name: string;
  request: {
    method: string;
    description?: string;
    header: { key: string; value: string }[];
    url: { raw: string; host: string[]; path: string[]; query?: { key: string; value: string }[] };
    body?: { mode: 'raw'; raw: string; options: { raw: { language: 'json' } } };
  };
}

export interface Collection {
  info: { name: string; version: string; description: string; schema: string };
  variable: { key: string; value: string; description?: string }[];
  item: { name: string; description?: string; item: PostmanItem[] }[];
}

/** An operation with its place in the document. */
export type PageOperation = ApiOperation & { method: string; path: string };

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
/** As `npm run demo` has them. Webhook keys are the store's own. */
const VALUES: Record<string, string> = {
  authUsername: 'increff',
  authPassword: 'demo-secret-1',
  authDomainName: 'default',
};
/** Of the sign-in's body, which has other names for the same. */
const SIGN_IN: Record<string, string> = { clientId: '{{authUsername}}', clientSecret: '{{authPassword}}' };

/** The operations by tag, in the order of the page. */
export function operationsByTag({ paths, tags = [] }: OpenApi): Map<string, PageOperation[]> {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
  const byTag = Map.groupBy(all, (operation) => operation.tags![0]!);
  const names = new Set([...tags.map(({ name }) => name), ...byTag.keys()]);
  return new Map([...names].flatMap((name) => (byTag.has(name) ? [[name, byTag.get(name)!]] : [])));
}

/** The page as a collection of Postman's: every request as it is prefilled there, who calls and where in variables. */
export function toCollection(document: OpenApi): Collection {
  const { info, tags = [], components } = document;
  const keys = Object.entries(components.securitySchemes ?? {}).filter(([, { type }]) => type === 'apiKey');
  return {
    info: {
      name: info.title,
      version: info.version,
      description:
        'Made from docs/openapi.json. Its variables fit `npm run demo`, which prints the keys of the webhooks. ' +
        'For another service set the address and who calls.',
      schema: SCHEMA,
    },
    variable: [
      { key: 'baseUrl', value: 'http://127.0.0.1:3000', description: 'Address of the service.' },
      ...keys.map(([key, { name }]) => ({ key, value: VALUES[key] ?? '', description: `Header ${name}.` })),
    ],
    item: [...operationsByTag(document)].map(([name, operations]) => ({
      name,
      description: tags.find((tag) => tag.name === name)?.description,
      item: operations.map((operation) => toItem(operation, document)),
    })),
  };
}

function toItem(operation: PageOperation, document: OpenApi): PostmanItem {
  const { operationId, summary, description, method, parameters = [], requestBody } = operation;
  const shown = parameters.filter(({ example }) => example !== undefined);
  const of = (place: string): { key: string; value: string }[] =>
    shown
      .filter((one) => one.in === place)
      .map(({ name, example }) => ({ key: name, value: String(example) }));
  const path = of('path').reduce(
    (filled, { key, value }) => filled.replace(`{${key}}`, encodeURIComponent(value)),
    operation.path,
  );
  const query = of('query');
  const asked = new URLSearchParams(query.map(({ key, value }) => [key, value])).toString();
  const body = requestBody?.content['application/json']?.example;
  const keys = keysOf(operation, document);
  return {
    id: operationId,
    name: summary ?? operationId,
    request: {
      method: method.toUpperCase(),
      description,
      header: [
        ...(body === undefined ? [] : [{ key: 'content-type', value: 'application/json' }]),
        ...keys,
        ...of('header'),
      ],
      url: {
        raw: `{{baseUrl}}${path}${asked && `?${asked}`}`,
        host: ['{{baseUrl}}'],
        path: path.slice(1).split('/'),
        ...(query.length === 0 ? {} : { query }),
      },
      ...(body === undefined ? {} : { body: rawBody(body, operation) }),
    },
  };
}

/** Headers that sign in, each from the variable of its scheme. */
function keysOf({ security = [] }: ApiOperation, { components }: OpenApi): { key: string; value: string }[] {
  const schemes = components.securitySchemes ?? {};
  const way = security.find((one) => Object.keys(one).every((name) => schemes[name]?.type === 'apiKey'));
  return Object.keys(way ?? {}).map((name) => ({ key: schemes[name]!.name!, value: `{{${name}}}` }));
}

function rawBody(example: unknown, { path }: PageOperation): PostmanItem['request']['body'] {
  const body = path === '/auth/token' ? { ...(example as object), ...SIGN_IN } : example;
  return { mode: 'raw', raw: JSON.stringify(body, null, 2), options: { raw: { language: 'json' } } };
}

/** What Postman sends with these variables. */
export function sentBy({ request }: PostmanItem, variables: Record<string, string>) {
  const fill = (text: string): string =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => variables[name] ?? '');
  return {
    method: request.method,
    url: fill(request.url.raw),
    headers: Object.fromEntries(request.header.map(({ key, value }) => [key, fill(value)])),
    body: request.body && (JSON.parse(fill(request.body.raw)) as unknown),
  };
}
