import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { parser } from '@prometheus-io/lezer-promql';
import { DataSource } from 'typeorm';
import { parse } from 'yaml';
import { DIFFERS } from '../../src/inventory/inventory.types.js';
import { silencesOf } from '../../src/observability/silence.js';
import { orderFlows } from '../../src/observability/silence.read-model.js';
import { SilenceTicker } from '../../src/observability/silence.ticker.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DEPLOY = join(import.meta.dirname, '../../deploy');

interface Alert {
  alert: string;
  expr: string;
  annotations: Record<string, string>;
}

/** Metric names of an expression; throws where it is no PromQL. */
function metricsIn(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`not PromQL at ${from}: ${expr}`);
      if (type.name === 'VectorSelector') names.push(/^[\w:]+/.exec(expr.slice(from, to))![0]);
    },
  });
  return names;
}

/** Value of the series with exactly these labels, in any order. */
function valueIn(text: string, name: string, labels: Record<string, string>): number {
  const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  for (const [, found, inside, value] of text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)) {
    const pairs = inside === undefined ? [] : inside.split(',');
    if (found === name && pairs.sort().join() === wanted.sort().join()) return Number(value);
  }
  throw new Error(
    `no series ${name} ${wanted.join()}; of it: ${String(text.match(new RegExp(`^${name}.*`, 'gm')))}`,
  );
}

describe('metrics', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let text: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 3; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
    await bridge.post('/orders/1/acknowledge');
    await bridge.post('/notifications', {
      type: 'PICKUP_COMPLETED',
      notificationTime: '2026-11-01T10:00:00+05:30',
      orderCode: '1',
      awb: 'AWB-1',
      carrier: 'BLUEDART',
      location: 'Pune',
    });
    await bridge.db.rows(
      `INSERT INTO operation (store_id, order_id, kind, natural_key, input, requested_by, state, error_code, attention_since)
       SELECT store_id, id, 'INVOICE', 'X', '{}', 'increff', 'FAILED', 'INTERNAL', now() FROM "order" WHERE entity_id = 2`,
    );
    await bridge.db.rows(
      `INSERT INTO delivery (id, store_id, kind, order_code, event_type, body, state)
       VALUES (gen_random_uuid(), 1, 'NOTIFICATION', '3', 'X', '{}', 'DEAD')`,
    );
    await bridge.db.rows(
      `WITH twin AS (INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box)
         SELECT 'twin', base_url, 'de', auth_scheme, credentials_key_id, credentials_box FROM store WHERE id = 1),
       compared AS (INSERT INTO reconciliation (store_id, created_from, created_to, state, requested_by, started_at)
         SELECT 1, now(), now(), 'DONE', 'schedule', now() - make_interval(hours => h) FROM unnest(ARRAY[2, 26]) AS h RETURNING id)
       INSERT INTO difference (reconciliation_id, order_code, kind, reason, repaired)
       SELECT id, 1, d.kind, '', d.repaired FROM compared CROSS JOIN (VALUES ('INVOICE_MISSING_IN_MAGENTO', false),
         ('INVOICE_MISSING_IN_MAGENTO', true), ('INVOICE_MADE_ELSEWHERE', false)) AS d(kind, repaired)`,
    );
    text = await (await fetch(`${bridge.url}/metrics`)).text();
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  it('work out what differs of a level in the scan, and call no function for it', async () => {
    const plan = await bridge.db.rows(
      `EXPLAIN (VERBOSE) SELECT ${DIFFERS} FROM inventory_level l JOIN store s ON s.id = l.store_id`,
    );
    expect(JSON.stringify(plan)).toContain("'MAGENTO'");
    expect(JSON.stringify(plan)).not.toContain('inventory_difference');
  });

  it('tell what was done and how things stand, without signing in', () => {
    const store = 'default';
    const value = (name: string, labels: Record<string, string>): number => valueIn(text, name, labels);
    expect(value('bridge_sync_lag_seconds', { store, stream: 'orders.new' })).toBeGreaterThanOrEqual(0);
    expect(value('bridge_sync_orders_total', { store, result: 'new' })).toBe(3);
    expect(value('bridge_orders_open', { store, state: 'NEW' })).toBe(2);
    expect(value('bridge_operations_total', { store, kind: 'ACKNOWLEDGE', outcome: 'DEGRADED' })).toBe(1);
    expect(
      value('bridge_magento_call_seconds_count', { store, method: 'POST', outcome: 'ok' }),
    ).toBeGreaterThan(0);
    const acknowledge = { method: 'POST', route: '/orders/:orderCode/acknowledge', status: '200' };
    expect(value('bridge_http_request_seconds_count', acknowledge)).toBe(1);
    expect(value('bridge_deliveries_dead', { store, kind: 'NOTIFICATION' })).toBe(1);
    expect(value('bridge_reconciliation_age_seconds', { store })).toBeGreaterThanOrEqual(7200);
    expect(value('bridge_reconciliation_age_seconds', { store })).toBeLessThan(8000);
    expect(value('bridge_differences_open', { store, kind: 'INVOICE_MISSING_IN_MAGENTO' })).toBe(1);
    expect(text).not.toContain('INVOICE_MADE_ELSEWHERE');
    expect(value('bridge_operations_need_person', { store, kind: 'INVOICE', state: 'FAILED' })).toBe(1);
    expect(value('bridge_store_overlaps', { store })).toBe(1);
    expect(value('bridge_database_up', {})).toBe(1);
    expect(value('bridge_database_connections', { state: 'total' })).toBeGreaterThan(0);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('have bounded labels: unknown paths and orders make no new series', async () => {
    // Of what requests and calls to the shop make; ticks that run for the first time meanwhile have series of their own.
    const series = (of: string): number =>
      of.split('\n').filter((line) => /^bridge_(http|magento)_/.test(line)).length;
    const before = series(text);
    for (let i = 0; i < 60; i++) {
      await fetch(`${bridge.url}/no-such-page-${i}`);
      await bridge.get(`/orders/${1000 + i}`);
    }
    const after = await (await fetch(`${bridge.url}/metrics`)).text();
    expect(after).not.toMatch(/no-such-page|"\/orders\/10/);
    expect(series(after) - before).toBeLessThan(60);
  });

  it('are all that the alert rules and the dashboard name', () => {
    const rules = (
      parse(readFileSync(join(DEPLOY, 'alerts.yml'), 'utf8')) as { groups: { rules: Alert[] }[] }
    ).groups.flatMap(({ rules: all }) => all);
    const dashboard = JSON.parse(readFileSync(join(DEPLOY, 'grafana-dashboard.json'), 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const expressions = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    const known = new Set(['up', ...[...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]!)]);
    const named = new Set(
      expressions.flatMap(metricsIn).map((name) => name.replace(/_(bucket|count|sum)$/, '')),
    );
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    expect(rules.length).toBeGreaterThan(10);
    for (const { annotations } of rules) {
      expect(Object.keys(annotations).sort()).toEqual(['action', 'summary']);
    }
    expect(() => metricsIn('sum by (store (x)')).toThrow('not PromQL');
  });
});

describe('a database that is gone', () => {
  it('is down, and the metrics of the process are still there', async () => {
    let relay: DatabaseRelay | undefined;
    const bridge = await startTestApp(undefined, {}, async (url) => {
      relay = await DatabaseRelay.start(url);
      return relay.url;
    });
    const over = Promise.withResolvers<void>();
    const away = relay!.restart(over.promise);
    const text = await (await fetch(`${bridge.url}/metrics`)).text();
    over.resolve();
    await away;
    await bridge.close();
    relay!.close();
    expect(valueIn(text, 'bridge_database_up', {})).toBe(0);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });
});

describe('silence', () => {
  let bridge: TestApp;

  beforeAll(async () => {
    bridge = await startTestApp();
    await bridge.db.rows(
      `INSERT INTO store (code, base_url, store_view, auth_scheme, credentials_key_id, credentials_box)
       SELECT code, 'http://127.0.0.1', 'default', 'admin', 'k', 'x' FROM unnest(ARRAY['busy', 'quiet', 'small', 'stuck']) code`,
    );
    const place = (code: string, ago: string, many: number): Promise<unknown> =>
      bridge.db.rows(
        `INSERT INTO "order" (store_id, entity_id, increment_id, sync_state, payment_method, grand_total, subtotal, shipping, tax, discount,
           store_credit, cod_fee, adjustment, balanced, magento_created_at, magento_updated_at, read_at, content_hash)
         SELECT s.id, (SELECT coalesce(max(entity_id), 0) FROM "order") + n, 'i' || n, 'ACKNOWLEDGED', 'COD', 0, 0, 0, 0, 0, 0, 0, 0, true, now() - $2::interval,
           now(), now(), 'h' FROM store s, generate_series(1, $3::int) n WHERE s.code = $1`,
        [code, ago, many],
      );
    for (const week of [1, 2, 3, 4]) {
      await place('busy', `${week} weeks 30 minutes`, 20);
      await place('quiet', `${week} weeks 30 minutes`, 20);
      await place('small', `${week} weeks 5 hours`, 6);
      await place('stuck', `${week} weeks 30 minutes`, 1);
    }
    await place('busy', '10 minutes', 1);
    await bridge.db.rows(
      `INSERT INTO sync_run (store_id, stream, trigger, lease_token, state, explanation)
       SELECT id, 'orders.new', 'TICK', gen_random_uuid(), 'DONE', '12 orders are in the window, none in the statuses to fetch' FROM store WHERE code = 'quiet'`,
    );
  });

  afterAll(() => bridge.close());

  it('is reported for a store that usually sends orders now, and of no other', async () => {
    const silent = silencesOf(await orderFlows(bridge.app.get(DataSource).manager));
    expect(silent.map(({ storeCode, hours, usual }) => [storeCode, hours, usual])).toEqual([
      ['quiet', 1, 20],
      ['small', 6, 6],
    ]);
    expect(silent[0]!.explanation).toContain('none in the statuses to fetch');
    const text = await (await fetch(`${bridge.url}/metrics`)).text();
    expect(valueIn(text, 'bridge_store_silent', { store: 'quiet' })).toBe(1);
    expect(valueIn(text, 'bridge_store_silent', { store: 'busy' })).toBe(0);
  });

  it('is logged once when it begins, once when it ends; and a stream that fails for long', async () => {
    const errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const logs = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    await bridge.db.rows(
      `INSERT INTO sync_cursor (store_id, stream, failures, last_success_at, next_run_at)
       SELECT id, 'orders.new', 3, now() - interval '20 minutes', now() + interval '5 minutes' FROM store WHERE code = 'stuck'
       ON CONFLICT (store_id, stream) DO UPDATE SET failures = 3, last_success_at = excluded.last_success_at, next_run_at = excluded.next_run_at`,
    );
    const ticker = bridge.app.get(SilenceTicker, { strict: false });
    await ticker.look();
    await ticker.look();
    const said = (spy: typeof errors | typeof logs): string[] =>
      spy.mock.calls.map((call) => String(call.at(-1))).filter((words) => words.startsWith('silence'));
    const own = (words: string[]): string[] => words.filter((word) => !word.includes('orders.pending'));
    expect(own(said(errors)).sort()).toEqual([
      'silence: orders of quiet',
      'silence: orders of small',
      'silence: orders.new of stuck',
    ]);
    await bridge.db.rows(`UPDATE store SET paused = true WHERE code = 'quiet'`);
    await ticker.look();
    expect(said(logs)).toEqual(['silence over: orders of quiet']);
    errors.mockRestore();
    logs.mockRestore();
  });
});
