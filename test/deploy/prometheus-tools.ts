import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.js';

const PLACES = ['/usr/bin', '/usr/local/bin', '/opt/prometheus'];
const toolCalled = (name: string): string | undefined =>
  PLACES.map((place) => join(place, name)).find((path) => existsSync(path));

/** Debian's package `prometheus` has both; undefined where they are not installed. */
export const PROMTOOL = toolCalled('promtool');
export const PROMETHEUS = toolCalled('prometheus');

export interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

export interface Prometheus {
  /** @throws Error with Prometheus's words where the expression is refused */
  query(expr: string): Promise<Sample[]>;
  rules(): Promise<{ name: string; health: string; lastError?: string }[]>;
  close(): Promise<void>;
}

/** A Prometheus on loopback that scrapes this service twice a second, as the job of the alert rules. */
export async function startPrometheus(target: string, rules: string): Promise<Prometheus> {
  const directory = mkdtempSync(join(tmpdir(), 'bridge-prometheus-'));
  const config = join(directory, 'prometheus.yml');
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' },
      rule_files: [rules],
      scrape_configs: [
        { job_name: 'magento-oms-bridge', static_configs: [{ targets: [new URL(target).host] }] },
      ],
    }),
  );
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    PROMETHEUS!,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`http://${address}/api/v1/${path}`);
    const { status, data, error } = (await response.json()) as { status: string; data: T; error?: string };
    if (status !== 'success') throw new Error(error);
    return data;
  };
  const query = async (expr: string): Promise<Sample[]> =>
    (await get<{ result: Sample[] }>(`query?query=${encodeURIComponent(expr)}`)).result;
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(directory, { recursive: true });
  };
  await until(() =>
    query('up == 1 and count_over_time(up[1m]) > 2').then(
      (one) => one[0],
      () => undefined,
    ),
  );
  return {
    query,
    rules: async () =>
      (await get<{ groups: { rules: never[] }[] }>('rules')).groups.flatMap((one) => one.rules),
    close,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
