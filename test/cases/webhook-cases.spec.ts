import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { FURTHER_BODIES, type FurtherBody } from './further-bodies.js';
import { connectCouriers, courier } from './couriers.js';
import { KEYS, shipParcels, webhook } from './parcels-of-cases.js';

interface Case {
  kind?: string;
  aggregator?: string;
  input: Record<string, any>;
  expected: Record<string, any>;
}

const PATHS: Record<string, string> = { shiprocket: 'st' };
const read = (folder: string): [string, Case][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Case]);
const reports = read(import.meta.dirname).filter(([, { kind }]) => kind === 'clickpost' || kind === 'st');
const generic = read(`${import.meta.dirname}/webhooks`).filter(([, { aggregator }]) =>
  aggregator!.startsWith('generic'),
);
const webhooks = read(`${import.meta.dirname}/webhooks`).filter(
  ([, { aggregator }]) => !aggregator!.startsWith('generic'),
);

let sandbox: Sandbox;
let bridge: TestApp;

beforeAll(async () => {
  sandbox = await Sandbox.start();
  bridge = await startTestApp(sandbox, KEYS);
  await connectCouriers(bridge, { shipwayCodes: true });
  const parcels = new Map(Array.from({ length: 99 }, (_, i) => [5001 + i, `AWB-${5001 + i}`]));
  for (const [name, { input, expected }] of reports) {
    const awb = input['additional']?.forward_awb || input['waybill'] || input['awb'] || `no AWB of ${name}`;
    if (expected['order']) parcels.set(Number(expected['order']), awb as string);
  }
  // Two reports share an AWB with the order of another one; which of them it is shows by the order.
  parcels.set(301, 'AWB-301');
  parcels.set(302, 'AWB-302');
  await shipParcels(sandbox, bridge, parcels);
}, 240_000);

afterAll(async () => {
  await bridge.close();
  await sandbox.close();
});

/** India's clock of a minute ago, marked Z. */
const indianNow = (): string =>
  new Date(Date.now() + (5 * 60 + 29) * 60_000).toISOString().replace(/\.\d+/, '');

describe('a webhook of a public report', () => {
  it.each(reports)('%s', async (name, { kind, input, expected }) => {
    const body = name.startsWith('34-') ? { ...input, timestamp: indianNow() } : input;
    const { status, future, fwd, ret, shipment, at, ...plain } = expected;
    const seen = await webhook(bridge, kind!, body);
    if (status !== undefined) return;
    const { state, notificationType: type, forwardOrderCode: order } = seen;
    expect({ state, type, order }).toEqual(plain);
    if (at !== undefined) expect(seen.eventTime).toBe(at);
    if (ret) expect(seen.body.returnOrderInfo).not.toBeNull();
    if (fwd !== undefined) expect(seen.body.forwardAwb).toBe(fwd);
    if (shipment !== undefined) expect(seen.body.forwardShipmentCode).toBe(shipment);
    if (future === false) expect(Date.parse(seen.eventTime)).toBeLessThan(Date.now());
  });

  it('is one of all of them', () => {
    expect(reports.length).toBeGreaterThanOrEqual(20);
  });
});

describe('a webhook built from the facts', () => {
  it.each(webhooks)('%s', async (_name, { aggregator, input, expected }) => {
    const seen = await webhook(bridge, PATHS[aggregator!] ?? aggregator!, input, expected['state']);
    const { state, notificationType: type, forwardOrderCode: order, isReturn } = seen;
    expect({ state, type, order, isReturn }).toEqual(expected);
  });

  it('is one of all of them', () => {
    expect(webhooks.length).toBeGreaterThanOrEqual(79);
  });
});

describe('a webhook of a courier that is connected by setting', () => {
  it.each(generic)('%s', async (_name, { aggregator, input, expected }) => {
    const seen = await courier(bridge, aggregator!.replace('generic-', ''), input, expected['state']);
    const { state, notificationType: type, forwardOrderCode: order, isReturn } = seen;
    expect({ state, type, order, isReturn }).toEqual(expected);
  });
});

describe('a further body', () => {
  it.each(
    FURTHER_BODIES.map((one): [string, FurtherBody] => [`${one.path}: ${one.what} (${one.source})`, one]),
  )('%s', async (_what, { path, body, type, state, isReturn, order }) => {
    const expected = state ?? (type === null ? 'UNMAPPED' : 'ACCEPTED');
    const seen = await webhook(bridge, path, body, expected);
    expect([seen.state, seen.notificationType, seen.isReturn]).toEqual([expected, type, isReturn]);
    expect(seen.forwardOrderCode === null).toBe(order === null);
    if (expected === 'ACCEPTED') expect(seen.body.returnOrderInfo !== null).toBe(isReturn);
  });

  it('is one of more than a hundred', () => {
    expect(FURTHER_BODIES.length).toBeGreaterThanOrEqual(100);
  });
});
