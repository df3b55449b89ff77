import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../sandbox/faults.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { type Bomb, bombsFor } from './bombs.js';

/** Bombs for each operation; a large number sends all of them (`BOMBS=100000`). */
const EACH = Number(process.env['BOMBS'] ?? 12);
const LARGEST_ANSWER = 64 * 1024;

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Document {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

/**
 * A body of at most one megabyte must not hold the process. What can be asserted on any machine: nothing fails, and no
 * answer is longer than 64 KB. How long the event loop stood still, and what was left in memory, is printed.
 */
describe('body bombs', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let operations: { method: string; path: string; fields: string[] }[];

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox, { RATE_LIMIT_PER_MINUTE: '10000000' });
    const aggregators = { clickpostWebhookKey: 'clickpost-key', shiprocketWebhookToken: 'shiprocket-token' };
    await bridge.call('PUT', '/admin/stores/default', { body: { aggregators } });
    operations = operationsOf((await bridge.get('/docs-json')).body as Document);
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('are answered briefly, by every operation', async () => {
    const random = seededRandom(16);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const rss = process.memoryUsage().rss;
    const slow: string[] = [];
    let sent = 0;
    for (const { method, path, fields } of operations) {
      for (const bomb of drawn(bombsFor(fields), random)) {
        delay.reset();
        delay.enable();
        const reply = await explode(method, path, bomb);
        delay.disable();
        sent++;
        const where = `${method} ${path}, ${bomb.name}`;
        if (delay.max > 100e6) slow.push(`${where}: ${Math.round(delay.max / 1e6)} ms`);
        expect({ where, failed: reply.status >= 500 }).toEqual({ where, failed: false });
        expect({ where, long: reply.text.length > LARGEST_ANSWER }).toEqual({ where, long: false });
      }
    }
    const left = (process.memoryUsage().rss / rss).toFixed(2);
    process.stdout.write(
      `${sent} bombs at ${operations.length} operations; memory after ${left} times that before; ` +
        `event loop held beyond 100 ms, making the bombs included: ${slow.length}\n${slow.slice(0, 20).join('\n')}\n`,
    );
    expect(sent).toBeGreaterThanOrEqual(operations.length);
  }, 3_600_000);

  function drawn(bombs: Bomb[], random: () => number): Bomb[] {
    if (EACH >= bombs.length) return bombs;
    return Array.from({ length: EACH }, () => bombs[Math.floor(random() * bombs.length)]!);
  }

  function explode(method: string, path: string, { body }: Bomb) {
    const url = path
      .replace('{kind}', 'INCREFF')
      .replace('{storeCode}', 'default')
      .replaceAll(/\{\w+\}/g, '999999');
    const headers = {
      webhook_key: 'clickpost-key',
      'x-api-key': 'shiprocket-token',
      'idempotency-key': `bomb-${Math.random()}`,
    };
    return bridge.call(method, url, { rawBody: body, headers });
  }
});

/** Operations with a body, and the names of its fields, those of nested objects included. */
function operationsOf({ paths, components }: Document): { method: string; path: string; fields: string[] }[] {
  const namesOf = (schema: Schema | undefined, seen = new Set<string>()): string[] => {
    const name = schema?.$ref?.split('/').at(-1);
    if (name !== undefined) {
      if (seen.has(name)) return [];
      seen.add(name);
      return namesOf(components.schemas[name], seen);
    }
    if (schema?.items) return namesOf(schema.items, seen);
    return Object.entries(schema?.properties ?? {}).flatMap(([field, inner]) => [
      field,
      ...namesOf(inner, seen),
    ]);
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      if (!requestBody) return [];
      const schema = Object.values(requestBody.content)[0]?.schema;
      return [{ method: method.toUpperCase(), path, fields: [...new Set(namesOf(schema))] }];
    }),
  );
}
