import { SAMPLE_IDS } from '../../src/swagger/examples/sample-ids.js';
import { until } from './until.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { DOUBLED_INVOICE, LOST_INVOICE, UNREADABLE, UNWRITABLE } from '../sandbox/sample-shop.js';

type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>;
type Call = (method: string, path: string, body?: object, headers?: object) => Promise<{ body: any }>;

/** What the store knows its webhooks by. */
export const WEBHOOK_KEYS = {
  clickpost: 'clickpost-key',
  shiprocket: 'shiprocket-token',
  shipway: 'shipway-key',
  eshipz: 'eshipz-key',
  swiftly: 'swiftly-secret',
};
const DAY_MS = 86_400_000;

/** What the examples of the API's page name besides orders. The orders are here by now, and an endpoint for notifications. */
export async function makeSampleRows(call: Call, query: Query, shop: Sandbox): Promise<void> {
  await call('PUT', '/admin/stores/default/endpoints/INCREFF', { url: 'http://127.0.0.1:3001/increff' });
  await strangeEvents(call, query);
  await parcels(call);
  await aManifest(call, query);
  await comparison(call, query, shop);
  await writesThatWait(call, query);
  await aDelivery(query);
  await alertChannels(call, query);
  const month = { storeCode: 'default', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  const backfill = await call('POST', '/admin/backfills', { ...month, pauseMs: 0 });
  await giveId(query, 'backfill', backfill.body.backfillId, SAMPLE_IDS.backfill);
  const erasure = await call('POST', '/admin/erasures', { email: 'nobody@example.com' });
  await giveId(query, 'erasure', erasure.body.erasureId, SAMPLE_IDS.erasure);
}

async function strangeEvents(call: Call, query: Query): Promise<void> {
  const courier = {
    name: 'swiftly',
    auth: { kind: 'header', header: 'x-courier-secret' },
    status: ['status'],
    map: { OUT: 'OUT_FOR_DELIVERY' },
    identity: [{ path: 'order', kind: 'order' }],
    time: { path: 'at', format: 'iso' },
  };
  await call('PUT', '/admin/stores/default', {
    aggregators: {
      clickpostWebhookKey: WEBHOOK_KEYS.clickpost,
      shiprocketWebhookToken: WEBHOOK_KEYS.shiprocket,
      shipwayWebhookKey: WEBHOOK_KEYS.shipway,
      eshipzWebhookKey: WEBHOOK_KEYS.eshipz,
    },
    settings: { couriers: [courier] },
    courierSecrets: { swiftly: WEBHOOK_KEYS.swiftly },
  });
  for (const id of [SAMPLE_IDS.strangeEvent, SAMPLE_IDS.foreignEvent, SAMPLE_IDS.lateEvent]) {
    const event = { waybill: `STRANGE-${id}`, clickpost_status_code: 4, timestamp: '2026-01-01 12:00:00' };
    await call('POST', '/webhooks/clickpost/default', event, { webhook_key: WEBHOOK_KEYS.clickpost });
    await giveNumber(query, 'notification', `state = 'WAITING' AND id < ${SAMPLE_IDS.strangeEvent}`, id);
  }
}

async function parcels(call: Call): Promise<void> {
  const pack = (order: number, shipmentId: string, ...lines: [string, number][]) =>
    call('POST', `/orders/${order}/shipments`, {
      shipmentId,
      items: lines.map(([orderItemCode, quantity]) => ({ orderItemCode, quantity })),
      tracks: [{ trackNumber: `AWB-${shipmentId}`, title: 'Delhivery' }],
    });
  await pack(4714, '900124', ['47141', 2]);
  await pack(4714, '900125', ['47142', 1]);
  await pack(4715, '900126', ['47151', 2], ['47152', 1]);
}

/** Open, for parcels to be added. */
async function aManifest(call: Call, query: Query): Promise<void> {
  const { body } = await call('POST', '/manifests', {
    transporter: 'Delhivery',
    locationCode: 'WH1',
    manifestItems: [{ orderCode: '4714', shipmentCode: 'P-900124' }],
  });
  const update = 'UPDATE manifest SET manifest_code = $2 WHERE manifest_code = $1';
  await query(update, [body.manifestCode, SAMPLE_IDS.manifest]);
}

/** An invoice that Magento lost, and one that it has twice. */
async function comparison(call: Call, query: Query, shop: Sandbox): Promise<void> {
  for (const id of [LOST_INVOICE, DOUBLED_INVOICE]) await call('POST', `/orders/${id}/invoice`, {});
  const { invoices } = shop.store;
  invoices.splice(
    invoices.findIndex((one) => one.order_id === LOST_INVOICE),
    1,
  );
  const doubled = invoices.find((one) => one.order_id === DOUBLED_INVOICE)!;
  invoices.push({ ...structuredClone(doubled), entity_id: shop.store.next('invoice') });
  const now = shop.store.now();
  const from = new Date(now - DAY_MS).toISOString();
  const to = new Date(now).toISOString();
  const { body } = await call('POST', '/admin/reconciliations', { storeCode: 'default', from, to });
  await until(async () => {
    const { body: ended } = await call('GET', `/admin/reconciliations/${body.reconciliationId}`);
    return ended.state === 'DONE' ? true : undefined;
  });
  await giveNumber(query, 'difference', "kind = 'INVOICE_MISSING_IN_MAGENTO'", SAMPLE_IDS.lostInvoice);
  await giveNumber(query, 'difference', "kind = 'INVOICE_DOUBLED'", SAMPLE_IDS.doubledInvoice);
  await giveId(query, 'reconciliation', body.reconciliationId, SAMPLE_IDS.comparison);
}

async function writesThatWait(call: Call, query: Query): Promise<void> {
  const ids = [SAMPLE_IDS.waitingWrite, SAMPLE_IDS.unwantedWrite];
  for (const [i, order] of [UNWRITABLE, UNREADABLE].entries()) {
    const headers = { prefer: 'respond-async' };
    const { body } = await call('POST', `/orders/${order}/acknowledge`, {}, headers);
    await giveId(query, 'operation', body.operationId, ids[i]!);
  }
}

async function aDelivery(query: Query): Promise<void> {
  const id = await until(async () => {
    const sql = "SELECT id FROM delivery WHERE state = 'DELIVERED' ORDER BY created_at DESC LIMIT 1";
    return (await query<{ id: string }>(sql))[0]?.id;
  });
  await giveId(query, 'delivery', id, SAMPLE_IDS.delivery);
}

/** Switched off: only who tries one out sends by it. */
async function alertChannels(call: Call, query: Query): Promise<void> {
  for (const id of [SAMPLE_IDS.channel, SAMPLE_IDS.unusedChannel]) {
    const name = `Channel ${id}`;
    const target = 'http://127.0.0.1:3001/alerts';
    await call('POST', '/admin/alert-channels', { name, kind: 'WEBHOOK', target, enabled: false });
    await giveNumber(query, 'alert_channel', `name = '${name}'`, id);
  }
}

/** An identity column takes no update: the row is stored again. */
async function giveNumber(query: Query, table: string, which: string, id: string): Promise<void> {
  await query(
    `WITH gone AS (DELETE FROM ${table} WHERE ${which} RETURNING *)
     INSERT INTO ${table} OVERRIDING SYSTEM VALUE
     SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(g) || jsonb_build_object('id', $1::bigint))).* FROM gone g LIMIT 1`,
    [id],
  );
}

/** The row gets another id, and so do all that refer to it, in one statement. */
async function giveId(query: Query, table: string, from: string, to: string): Promise<void> {
  const references = await query<{ table: string; column: string }>(
    `SELECT c.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = $1::regclass`,
    [table],
  );
  const others = references.map(
    (one, i) => `r${i} AS (UPDATE ${one.table} SET ${one.column} = $2::uuid WHERE ${one.column} = $1::uuid)`,
  );
  const row = `UPDATE ${table} SET id = $2::uuid WHERE id = $1::uuid`;
  await query(others.length > 0 ? `WITH ${others.join(', ')} ${row}` : row, [from, to]);
}
