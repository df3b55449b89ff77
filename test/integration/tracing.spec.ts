import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status?: { code?: number };
  attributes: { key: string; value: { intValue?: number; stringValue?: string } }[];
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

/** What an OpenTelemetry collector takes over HTTP, as JSON. */
describe('traces', () => {
  let sandbox: Sandbox;
  let db: TestDatabase;
  let bridge: ServiceProcess;
  let collector: Server;
  const spans: Span[] = [];
  let text = '';

  beforeAll(async () => {
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        text += Buffer.concat(chunks).toString();
        const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString());
        for (const { scopeSpans } of resourceSpans) for (const one of scopeSpans) spans.push(...one.spans);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
    sandbox = await Sandbox.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    db = await createTestDatabase();
    const { port } = collector.address() as AddressInfo;
    bridge = await startServiceProcess({
      ...environmentFor(db.url, sandbox),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    });
    await until(async () => (await db.rows('SELECT 1 FROM "order"')).length === 1 || undefined);
    const reply = await fetch(`${bridge.url}/orders/1/acknowledge`, {
      method: 'POST',
      headers: {
        authUsername: CLIENT.id,
        authPassword: CLIENT.secret,
        'content-type': 'application/json',
        traceparent: `00-${TRACE}-${CALLER}-01`,
      },
      body: '{"locationCode": "WH1"}',
    });
    expect(reply.status).toBe(200);
    await bridge.stop();
  });

  afterAll(async () => {
    collector.close();
    await sandbox.close();
    await db.drop();
  });

  const attribute = (span: Span, key: string): unknown => {
    const value = span.attributes.find((one) => one.key === key)?.value;
    return value?.stringValue ?? value?.intValue;
  };

  it("lead from the caller's request to Magento's answer", () => {
    const mine = spans.filter(({ traceId }) => traceId === TRACE);
    const server = mine.find(({ name }) => name === 'POST /orders/:orderCode/acknowledge')!;
    expect([server.parentSpanId, attribute(server, 'http.response.status_code')]).toEqual([CALLER, 200]);
    const calls = mine.filter(({ parentSpanId }) => parentSpanId === server.spanId);
    expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining(['Magento POST', 'Magento GET']));
    // The first comment asked for a status that 2.4.7 does not allow.
    const comment = calls.filter(({ name }) => name === 'Magento POST').at(-1)!;
    expect(attribute(comment, 'url.path')).toMatch(/\/V1\/orders\/1\/comments$/);
    expect(attribute(comment, 'http.response.status_code')).toBe(200);
  });

  it('go on without a caller, for polls as well', () => {
    const polls = spans.filter(({ name, traceId }) => name === 'Magento GET' && traceId !== TRACE);
    expect(polls.length).toBeGreaterThan(0);
  });

  it('hold no secret and no customer', () => {
    expect(text.length).toBeGreaterThan(500);
    const leaked = [ADMIN.password, CLIENT.secret, 'customer@example.com', 'Main Street'].filter((one) =>
      text.includes(one),
    );
    expect(leaked).toEqual([]);
  });
});
