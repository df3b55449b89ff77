import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const PLACES = ['/usr/local/bin/helm', '/usr/bin/helm'];
const CHART = join(import.meta.dirname, '../../deploy/helm');

/** Undefined where it is not installed. */
export const HELM = PLACES.find((place) => existsSync(place));

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels: Record<string, string>; annotations?: Record<string, string> };
  spec: any;
  data?: Record<string, string>;
}

/** What `helm install shop` would send to a cluster. @param values beside the chart's defaults */
export function rendered(values: object = {}): Manifest[] {
  const text = execFileSync(HELM!, setting(values), { encoding: 'utf8' });
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** @returns why the values are refused; empty where they are not */
export function refusal(values: object): string {
  return spawnSync(HELM!, setting(values), { encoding: 'utf8' }).stderr;
}

function setting(values: object): string[] {
  return ['template', 'shop', CHART, '--set-json', JSON.stringify(values)];
}
