import { createHmac } from 'node:crypto';
import type { TestApp } from '../support/test-app.js';

const SECRET = 'courier-secret';

/** Configurations A, B and C of aggregators.md 4.2. */
export const COURIERS = [
  {
    name: 'delhivery',
    root: 'Shipment',
    auth: { kind: 'header', header: 'X-Push-Token' },
    status: ['Status.StatusType', 'Status.Status'],
    map: {
      'UD|DISPATCHED': 'OUT_FOR_DELIVERY',
      'UD|IN TRANSIT': 'IN_TRANSIT',
      'DL|DELIVERED': 'DELIVERED',
      'RT|IN TRANSIT': 'RTO',
      'RT|PENDING': 'RTO',
      'RT|DISPATCHED': 'RTO',
      'DL|RTO': 'RTO_DELIVERED',
    },
    identity: [
      { path: 'AWB', kind: 'awb' },
      { path: 'ReferenceNo', kind: 'order' },
    ],
    time: { path: 'Status.StatusDateTime', format: 'iso', zone: 'Asia/Kolkata' },
    repeatKey: ['AWB', 'Status.StatusType', 'Status.Status', 'Status.StatusDateTime'],
  },
  {
    name: 'aftership',
    root: 'msg',
    filter: { path: '$.event', in: ['tracking_update'] },
    auth: { kind: 'hmac', algorithm: 'sha256', encoding: 'base64', header: 'aftership-hmac-sha256' },
    status: ['tag'],
    map: {
      INTRANSIT: 'IN_TRANSIT',
      OUTFORDELIVERY: 'OUT_FOR_DELIVERY',
      ATTEMPTFAIL: 'FAILED_DELIVERY',
      DELIVERED: 'DELIVERED',
    },
    identity: [
      { path: 'tracking_number', kind: 'awb' },
      { path: 'order_id', kind: 'order' },
    ],
    time: { path: '$.ts', format: 'epoch-seconds' },
    repeatKey: ['$.event_id'],
  },
  {
    name: 'easypost',
    root: 'result',
    filter: { path: '$.description', in: ['tracker.updated'] },
    auth: {
      kind: 'hmac',
      algorithm: 'sha256',
      encoding: 'hex',
      header: 'X-Hmac-Signature',
      prefix: 'hmac-sha256-hex=',
    },
    status: ['status'],
    map: {
      'IN TRANSIT': 'IN_TRANSIT',
      'OUT FOR DELIVERY': 'OUT_FOR_DELIVERY',
      DELIVERED: 'DELIVERED',
      'RETURN TO SENDER': 'RTO',
    },
    identity: [{ path: 'tracking_code', kind: 'awb' }],
    time: { path: 'updated_at', format: 'iso' },
    repeatKey: ['$.id'],
    answer: 202,
  },
];

export async function connectCouriers(bridge: TestApp, settings: object = {}): Promise<void> {
  const courierSecrets = Object.fromEntries(COURIERS.map(({ name }) => [name, SECRET]));
  const body = { settings: { ...settings, couriers: COURIERS }, courierSecrets };
  const reply = await bridge.call('PUT', '/admin/stores/default', { body });
  if (reply.status !== 200) throw new Error(reply.text);
}

/** The headers with which a courier proves itself. */
export function proofOf(name: string, rawBody: string, secret = SECRET): Record<string, string> {
  const hmac = (encoding: 'hex' | 'base64'): string =>
    createHmac('sha256', secret).update(rawBody).digest(encoding);
  if (name === 'delhivery') return { 'x-push-token': secret };
  if (name === 'aftership') return { 'aftership-hmac-sha256': hmac('base64') };
  return { 'x-hmac-signature': `hmac-sha256-hex=${hmac('hex')}` };
}

/** Calls its webhook, and answers what was made of it. */
export async function courier(
  bridge: TestApp,
  name: string,
  body: object,
  state?: string,
): Promise<Record<string, any>> {
  const rawBody = JSON.stringify(body);
  const options = { anonymous: true, headers: proofOf(name, rawBody), rawBody };
  const reply = await bridge.call('POST', `/webhooks/courier/default/${name}`, options);
  if (reply.status >= 300) throw new Error(`${name}: ${reply.status} ${reply.text}`);
  return (await bridge.get(`/notifications?limit=1${state ? `&state=${state}` : ''}`)).body.items[0];
}
