import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { DeliveryRoutes } from '../deliveries/delivery-routes.js';
import { nameEndpointKinds } from '../deliveries/dto/endpoint-kind-name.js';
import { AGGREGATORS } from '../notifications/aggregators/registry.js';
import { version } from '../version.js';
import { makeDefaultsOptional } from './optional-defaults.js';
import { describeParameters } from './parameters.js';
import { withExamples } from './with-examples.js';

const DESCRIPTION = `Bridge between Magento 2.4 stores and the Increff Omni OMS.

Sign in by **Authorize**: either a Bearer token from \`POST /auth/token\`, or Increff's three headers \`authUsername\`,
\`authPassword\` and \`authDomainName\` (the store code). Errors are \`application/problem+json\`.`;

/** The document that is served at /docs-json and checked in as docs/openapi.json. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const builder = describedApi();
  addKeys(builder);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  sortUnions(document);
  declareNulls(document.components);
  makeDefaultsOptional(document);
  describeParameters(document);
  const routes = app.get(DeliveryRoutes);
  nameEndpointKinds(document, routes.kinds(), routes.testTypes());
  return withExamples(withProblemMediaType(document));
}

function describedApi(): DocumentBuilder {
  return new DocumentBuilder()
    .setTitle('Magento OMS bridge')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addTag('Orders', 'What Increff fetches, acknowledges and cancels.')
    .addTag('Invoices', 'Made in Magento, and those that the shop made itself.')
    .addTag('Shipments', 'Parcels: packed, labelled, handed over.')
    .addTag('Manifests', 'Parcels given to a courier together; recorded here.')
    .addTag('Inventory', 'Stock: the last value wins.')
    .addTag('Returns', 'Announced by the shop, checked in the warehouse, acknowledged to the merchant.')
    .addTag('Notifications', 'Events on their way to the merchant.')
    .addTag('Webhooks', 'What logistic aggregators call.')
    .addTag('Deliveries', 'What is sent to the merchant, and how it fares.')
    .addTag('Operations', 'The ledger of writes to Magento.')
    .addTag('Auth', 'Tokens and credentials.')
    .addTag('Administration', 'Stores, clients and polling.')
    .addTag('Health', 'For orchestrators.')
    .addTag('Refunds', 'Money given back: credit memos in Magento.')
    .addTag('Increff Standard APIs', 'Some of these calls in the forms that Increff has for every channel.');
}

/** The headers that Increff, aggregators and couriers sign in with. */
function addKeys(builder: DocumentBuilder): void {
  for (const name of ['authUsername', 'authPassword', 'authDomainName']) {
    builder.addApiKey({ type: 'apiKey', in: 'header', name }, name);
  }
  for (const { headers, keyName } of AGGREGATORS) {
    builder.addApiKey({ type: 'apiKey', in: 'header', name: headers[0]! }, keyName);
  }
  builder.addApiKey(
    {
      type: 'apiKey',
      in: 'header',
      name: 'x-courier-secret',
      description: 'The header that the setting `couriers` names, or a signature, or `?key=`.',
    },
    'courierSecret',
  );
}

/** The compiler lists what a type may be in the order in which it met it, which changes with the files it has read before. */
function sortUnions(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { enum: values } = node as { enum?: unknown };
  if (Array.isArray(values)) values.sort();
  for (const inner of Object.values(node)) sortUnions(inner);
}

/**
 * OpenAPI 3.0 takes `nullable` at its word: null must be among the values of an enum, and beside a reference it says
 * nothing. Nest writes neither.
 */
function declareNulls(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as {
    nullable?: boolean;
    type?: string;
    enum?: unknown[];
    allOf?: object[];
    anyOf?: object[];
  };
  if (schema.nullable === true && schema.enum && !schema.enum.includes(null)) schema.enum.push(null);
  if (schema.nullable === true && schema.allOf) {
    schema.anyOf = [...schema.allOf, { type: 'object', nullable: true, enum: [null] }];
    delete schema.allOf;
    delete schema.nullable;
    // Beside the choice it would stand for both, and refuse null.
    delete schema.type;
  }
  for (const child of Object.values(node)) declareNulls(child);
}

interface Response {
  content?: Record<string, object>;
}

/** Nest documents every body as application/json; errors are application/problem+json. */
function withProblemMediaType(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { responses?: Record<string, Response> }[]) {
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        const json = response.content?.['application/json'];
        if (status >= '400' && json) response.content = { 'application/problem+json': json };
      }
    }
  }
  return document;
}

export function setUpSwagger(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createDocument(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}
