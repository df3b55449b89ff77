import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PROMTOOL } from './prometheus-tools.js';

const ROOT = join(import.meta.dirname, '../..');
const read = <T>(file: string): T => parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true }) as T;

interface Compose {
  services: Record<string, { volumes?: string[]; environment?: Record<string, string>; ports?: string[] }>;
}

interface Scrape {
  scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

const base = read<Compose>('docker-compose.yml');
const monitoring = read<Compose>('docker-compose.monitoring.yml');
const [scrape] = read<Scrape>('deploy/monitoring/prometheus.yml').scrape_configs;

it('scrapes each replica of docker-compose.yml, on the port that it opens for it', () => {
  const replicas = Object.keys(base.services).filter((name) => name.startsWith('bridge-'));
  const ports = replicas.map((name) => monitoring.services[name]?.environment?.['OPERATIONS_PORT']);
  const targets = replicas.map((name, i) => `${name}:${ports[i]}`);
  expect(scrape!.static_configs[0]!.targets).toEqual(targets);
  const rules = readFileSync(join(ROOT, 'deploy/alerts.yml'), 'utf8');
  expect(rules).toContain(`job="${scrape!.job_name}"`);
});

it('mounts files that exist, to be read only, and publishes nothing beyond this machine', () => {
  for (const { volumes = [], ports = [] } of Object.values(monitoring.services)) {
    for (const [from, , mode] of volumes.map((volume) => volume.split(':'))) {
      if (!from!.startsWith('./')) continue;
      expect([from, existsSync(join(ROOT, from!)), mode]).toEqual([from, true, 'ro']);
    }
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  }
});

it('shows the dashboard from the only data source that Grafana is given', () => {
  const sources = read<{ datasources: { type: string; url: string; isDefault: boolean }[] }>(
    'deploy/monitoring/grafana/datasources.yml',
  ).datasources;
  expect(sources).toMatchObject([{ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }]);
  const [provider] = read<{ providers: { options: { path: string } }[] }>(
    'deploy/monitoring/grafana/dashboards.yml',
  ).providers;
  expect(monitoring.services['grafana']!.volumes!.join()).toContain(`:${provider!.options.path}/`);
});

(PROMTOOL ? it : it.skip)('is a configuration that Prometheus takes, by promtool', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bridge-monitoring-'));
  try {
    // Side by side, as in the container.
    for (const file of ['deploy/monitoring/prometheus.yml', 'deploy/alerts.yml']) {
      copyFileSync(join(ROOT, file), join(directory, basename(file)));
    }
    const words = execFileSync(PROMTOOL!, ['check', 'config', join(directory, 'prometheus.yml')], {
      encoding: 'utf8',
    });
    expect(words).toMatch(/SUCCESS: .*prometheus\.yml is valid[^]*SUCCESS: \d+ rules found/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
