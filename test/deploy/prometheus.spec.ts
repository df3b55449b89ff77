import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { type Prometheus, PROMETHEUS, startPrometheus } from './prometheus-tools.js';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const { panels } = JSON.parse(readFileSync(join(DEPLOY, 'grafana-dashboard.json'), 'utf8')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};

if (!PROMETHEUS) console.warn('prometheus is not installed: rules and dashboard are not tried with it.');

(PROMETHEUS ? describe : describe.skip)('a Prometheus that scrapes the service', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let prometheus: Prometheus;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    for (let id = 1; id <= 3; id++) {
      sandbox.place(generateOrder({ entityId: id, createdAt: Date.now() - 60_000 }));
    }
    bridge = await startTestApp(sandbox);
    await bridge.sync('orders.new');
    await bridge.post('/orders/1/acknowledge');
    prometheus = await startPrometheus(bridge.url, join(DEPLOY, 'alerts.yml'));
  });

  afterAll(async () => {
    await prometheus.close();
    await bridge.close();
    await sandbox.close();
  });

  it.each(panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr])))(
    'takes the panel "%s"',
    async (_title, expr) => {
      expect(await prometheus.query(expr)).toBeInstanceOf(Array);
    },
  );

  it('shows what the service did: orders that wait, writes, requests, its parts', async () => {
    const shown = async (title: string): Promise<Record<string, string>[]> => {
      const [target] = panels.find((panel) => panel.title === title)!.targets;
      return (await prometheus.query(target!.expr)).map(({ metric }) => metric);
    };
    expect(await shown('Orders that wait')).toContainEqual({ store: 'default', state: 'NEW' });
    expect(await shown('Writes to Magento by outcome')).toEqual([
      expect.objectContaining({ kind: 'ACKNOWLEDGE' }),
    ]);
    expect(await shown('Requests by status')).toContainEqual({ status: '200' });
    expect(await shown('Sync lag')).toContainEqual({ store: 'default', stream: 'orders.new' });
    expect(await shown('Database connections')).toContainEqual({ state: 'waiting' });
  });

  it('evaluates each alert rule without an error', async () => {
    const rules = await until(async () => {
      const all = await prometheus.rules();
      return all.every(({ health }) => health !== 'unknown') ? all : undefined;
    });
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(rules.length).toBeGreaterThan(20);
  });
});
