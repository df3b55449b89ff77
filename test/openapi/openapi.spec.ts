import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ROOT = join(import.meta.dirname, '../..');
const CHECKED_IN = join(ROOT, 'docs/openapi.json');

interface Operation {
  operationId: string;
  summary?: string;
  security?: object[];
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: { $ref?: string } }> }
  >;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
}

describe('the OpenAPI document', () => {
  let db: TestDatabase;
  let service: ServiceProcess;
  let document: Document;
  let operations: [string, Operation][];

  beforeAll(async () => {
    db = await createTestDatabase();
    service = await startServiceProcess(environmentFor(db.url, undefined));
    document = (await (await fetch(`${service.url}/docs-json`)).json()) as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });

  afterAll(async () => {
    await service.stop();
    await db.drop();
  });

  it('is the one that is checked in (npm run openapi writes it)', () => {
    expect(document).toEqual(JSON.parse(readFileSync(CHECKED_IN, 'utf8')));
  });

  it('passes Redocly without warnings', () => {
    const redocly = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
    const lint = (): Buffer =>
      execFileSync(
        process.execPath,
        [redocly, 'lint', CHECKED_IN, '--config', join(ROOT, 'redocly.yaml'), '--max-problems', '0'],
        { stdio: 'pipe', env: { ...process.env, REDOCLY_TELEMETRY: 'off' } },
      );
    expect(lint).not.toThrow();
  });

  it('has the endpoints of the design', () => {
    expect(operations.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'GET /orders',
        'GET /orders/pending',
        'GET /orders/cancelled',
        'GET /orders/{orderCode}',
        'GET /orders/{orderCode}/status',
        'GET /orders/{orderCode}/timeline',
        'POST /orders/{orderCode}/acknowledge',
        'PUT /orders/acknowledgements',
        'POST /orders/{orderCode}/cancel',
        'POST /orders/{orderCode}/invoice',
        'GET /orders/{orderCode}/invoices',
        'POST /orders/{orderCode}/refunds',
        'GET /orders/{orderCode}/refunds',
        'POST /orders/{orderCode}/shipments',
        'GET /shipments/{shipmentCode}',
        'GET /shipments/{shipmentCode}/label',
        'GET /shipments/{shipmentCode}/label.pdf',
        'PUT /shipments/{shipmentCode}/label',
        'POST /manifests',
        'GET /manifests/{manifestCode}',
        'GET /manifests/{manifestCode}/manifest.pdf',
        'POST /manifests/{manifestCode}/close',
        'POST /manifests/{manifestCode}/items',
        'POST /orders/{orderCode}/handover',
        'POST /handovers',
        'PUT /inventory/{sku}',
        'PUT /inventory',
        'GET /inventory/{sku}',
        'POST /return/return-orders',
        'GET /return/return-orders',
        'GET /return/return-orders/{returnOrderCode}',
        'POST /return/return-orders/{returnOrderCode}/processing',
        'POST /notifications',
        'GET /notifications',
        'POST /webhooks/clickpost/{storeCode}',
        'POST /webhooks/st/{storeCode}',
        'GET /deliveries',
        'GET /deliveries/{deliveryId}',
        'POST /deliveries/{deliveryId}/replay',
        'POST /deliveries/replay',
        'GET /operations/{operationId}',
        'POST /auth/token',
        'GET /auth/credentials',
        'GET /admin/stores',
        'GET /admin/clients',
        'GET /admin/sync/runs',
        'POST /admin/sync/{storeCode}/{stream}/run',
        'POST /admin/backfills',
        'GET /health/live',
        'GET /health/ready',
        'GET /metrics',
      ]),
    );
  });

  it('says for every operation what it does, how to sign in and what goes wrong', () => {
    const faults = operations.flatMap(([name, operation]) => {
      const open = name.includes('/health/') || ['POST /auth/token', 'GET /metrics'].includes(name);
      const problems: string[] = [];
      if (!operation.summary) problems.push('no summary');
      if (!Object.keys(operation.responses).some((status) => status.startsWith('2'))) {
        problems.push('no success');
      }
      const ways = name.includes('/webhooks/') ? 1 : 2;
      if (!open && (operation.security ?? []).length !== ways) problems.push(`not ${ways} ways to sign in`);
      if (!open && !operation.responses['401']) problems.push('no 401');
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status >= '400' && content && !content['application/problem+json']) {
          problems.push(`${status} is no problem`);
        }
      }
      return problems.map((problem) => `${name}: ${problem}`);
    });
    expect(faults).toEqual([]);
  });

  it('serves Swagger UI with its own files only', async () => {
    const page = await (await fetch(`${service.url}/docs`)).text();
    expect(page).toContain('swagger-ui');
    expect(page).not.toMatch(/(src|href)="https?:/);
    const script = await fetch(`${service.url}/docs/swagger-ui-bundle.js`);
    expect(script.status).toBe(200);
    expect((await script.text()).length).toBeGreaterThan(100_000);
  });

  it('can be used from the page: both schemes are declared', () => {
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual([
      'authDomainName',
      'authPassword',
      'authUsername',
      'bearer',
      'clickpostWebhookKey',
      'courierSecret',
      'eshipzWebhookKey',
      'shiprocketWebhookToken',
      'shipwayWebhookKey',
    ]);
  });
});
