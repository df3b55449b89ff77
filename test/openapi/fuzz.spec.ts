import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { type ApiOperation, type FuzzRequest, requestOf, type Schema } from './request-arbitrary.js';

/** Small in CI; `FUZZ_CASES=20000` is the full run. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 800);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261124);
/** Operations that would take the store or the client away from the others are aimed at targets made for them. */
const VICTIM = 'victim';
const AIMED = new Set([
  'DELETE /admin/stores/{storeCode}',
  'PUT /admin/stores/{storeCode}',
  'PUT /admin/clients/{clientId}',
  'DELETE /admin/clients/{clientId}',
]);

interface Document {
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, Schema> };
}

describe('the whole API, fuzzed from its own document', () => {
  let sandbox: Sandbox;
  let db: TestDatabase;
  let bridge: ServiceProcess;
  let document: Document;
  let ajv: Ajv;
  const statuses = new Map<number, number>();

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 5; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    db = await createTestDatabase();
    // The built service: only there do the schemas hold what the compiler's plug-in reads from the sources.
    bridge = await startServiceProcess(environmentFor(db.url, sandbox));
    await until(async () => (await db.rows('SELECT 1 FROM "order"')).length === 5 || undefined);
    document = (await (await fetch(`${bridge.url}/docs-json`)).json()) as Document;
    ajv = new Ajv({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
  });

  afterAll(async () => {
    await bridge.stop();
    await db.drop();
    await sandbox.close();
  });

  const validators = new Map<string, ValidateFunction>();
  function validatorOf(key: string, schema: Schema): ValidateFunction {
    let validate = validators.get(key);
    if (!validate) {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
      validators.set(key, (validate = ajv.compile(absolute)));
    }
    return validate;
  }

  async function send(method: string, path: string, request: FuzzRequest): Promise<Response> {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent((request.path[name] ?? '').toWellFormed()),
    );
    const query = new URLSearchParams(request.query).toString();
    const headers: Record<string, string> = {
      authUsername: CLIENT.id,
      authPassword: CLIENT.secret,
      authDomainName: 'default',
    };
    for (const [name, value] of Object.entries(request.headers)) {
      if (/^[\x20-\x7e]*$/.test(value) && name.toLowerCase() !== 'x-store-code') headers[name] = value;
    }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(`${bridge.url}${filled}${query === '' ? '' : `?${query}`}`, {
      method,
      headers,
      body,
      redirect: 'manual',
    });
  }

  /** Two in three of the requests hit the victim, which is recreated where it is gone; none hits what the others need. */
  async function aimed(request: FuzzRequest, i: number): Promise<FuzzRequest> {
    const headers = {
      authUsername: CLIENT.id,
      authPassword: CLIENT.secret,
      'content-type': 'application/json',
    };
    const make = (path: string, body: object): Promise<Response> =>
      fetch(`${bridge.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    await make('/admin/stores', {
      code: VICTIM,
      baseUrl: sandbox.url,
      credentials: { scheme: 'bearer', accessToken: 'x' },
      settings: { storeIds: [7] },
    });
    await make('/admin/clients', { clientId: VICTIM, scopes: ['orders:read'] });
    const path = Object.fromEntries(
      Object.entries(request.path).map(([name, code]) => [
        name,
        i % 3 < 2 || code === 'default' || code === CLIENT.id ? VICTIM : code,
      ]),
    );
    return { ...request, path };
  }

  /** What is wrong with the answer; nothing when it is as the document says. */
  async function fault(
    key: string,
    operation: ApiOperation,
    response: Response,
  ): Promise<string | undefined> {
    const text = await response.text();
    const { status } = response;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 500) return `500 ${text}`;
    const documented = operation.responses[String(status)];
    if (!documented && status < 400) return `${status} is not documented`;
    const schema =
      status >= 400
        ? { $ref: '#/components/schemas/ProblemDto' }
        : documented?.content?.['application/json']?.schema;
    if (!schema) return undefined;
    const validate = validatorOf(status >= 400 ? 'problem' : `${key} ${status}`, schema);
    if (validate(text === '' ? undefined : JSON.parse(text))) return undefined;
    return `${status} breaks its schema: ${ajv.errorsText(validate.errors)}: ${text.slice(0, 300)}`;
  }

  it(`answers ${CASES} generated requests without a server error and as it documents`, async () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) =>
          [`${method.toUpperCase()} ${path}`, method.toUpperCase(), path, operation] as const,
      ),
    );
    const runs = Math.ceil(CASES / operations.length);
    const faults = new Map<string, string>();
    let sent = 0;
    for (const [key, method, path, operation] of operations) {
      const samples = fc.sample(requestOf(operation, document.components.schemas), {
        numRuns: runs,
        seed: SEED,
      });
      for (const [i, sample] of samples.entries()) {
        const request = AIMED.has(key) ? await aimed(sample, i) : sample;
        sent++;
        const found = await fault(key, operation, await send(method, path, request));
        if (found !== undefined && !faults.has(key)) {
          faults.set(key, `${found} for ${JSON.stringify(request)}`);
        }
      }
    }
    console.log(
      `fuzz of the OpenAPI document: ${sent} requests to all ${operations.length} operations, answers ${JSON.stringify(
        Object.fromEntries([...statuses].sort(([a], [b]) => a - b)),
      )}`,
    );
    expect(Object.fromEntries(faults)).toEqual({});
    expect(sent).toBeGreaterThanOrEqual(CASES);
  }, 1_800_000);
});
