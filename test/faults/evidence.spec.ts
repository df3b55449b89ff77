import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DOCUMENTED } from '../support/shipping.js';
import { FaultyProxy, html, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import { seededRandom } from '../sandbox/faults.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

/** 47 plays the whole table. */
const SIZE = Number(process.env['FAULTS_SIZE'] ?? 1);
const SCENARIOS = 80 * SIZE;
const AT_ONCE = 40;
const LOOKS_FAIL_MS = 2500;
const LATE_MS = 1200;

const KINDS = [
  'ACKNOWLEDGE',
  'CANCEL',
  'INVOICE',
  'SHIPMENT',
  'HANDOVER',
  'SHIP_ONCE',
  'TRACK',
  'CHANGE_TRACK',
  'REMOVE_TRACK',
  'VOID',
  'REFUND',
] as const;
type Kind = (typeof KINDS)[number];
/** Of parcels that Magento has as soon as they are packed. */
const ON_SHIPPED: readonly Kind[] = ['SHIP_ONCE', 'TRACK', 'CHANGE_TRACK', 'REMOVE_TRACK', 'VOID'];
/** The ledger's word, where it is another one. */
const LEDGER_KINDS: Partial<Record<Kind, string>> = { SHIP_ONCE: 'SHIPMENT', CHANGE_TRACK: 'TRACK' };

const MASKED = { message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-1' };
const DENIED = {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Sales::actions_view' },
};
const ANSWERS: Record<string, Verdict['answer']> = {
  cut: 'cut',
  'JSON 400 of a plugin': json(400, { message: 'The ERP did not take the order.' }),
  'JSON 500': json(500, MASKED),
  'HTML 200': page(200),
  ...Object.fromEntries(
    [403, 408, 413, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524].map((status) => [
      `HTML ${status}`,
      page(status),
    ]),
  ),
};
const REACHES = ['yes', 'no', 'late'] as const;
const LOOKS: Record<string, Verdict | undefined> = {
  work: undefined,
  'meet a 503': { reach: 'no', answer: page(503) },
  'meet a revoked token': { reach: 'no', answer: json(401, DENIED) },
  'meet maintenance': { reach: 'no', answer: html(503, recordedText('488-maintenance-get')) },
  'are cut': { reach: 'no', answer: 'cut' },
};

const ASKS = ['once', 'repeatedly', 'respond-async'] as const;

interface Outcome {
  outcome?: string;
  shipmentCode?: string;
}

interface Scenario {
  orderId: number;
  kind: Kind;
  answer: string;
  reach: (typeof REACHES)[number];
  looks: string;
  /** Increff gives up after one answer, repeats until it has a final one, or leaves the rest to the worker. */
  asks: (typeof ASKS)[number];
}

/** The whole table, or an even sample of it in an order that a seed decides. */
function scenarios(count: number, looks = Object.keys(LOOKS)): Scenario[] {
  const table = KINDS.flatMap((kind) =>
    Object.keys(ANSWERS).flatMap((answer) =>
      REACHES.flatMap((reach) =>
        looks.flatMap((look) => ASKS.map((asks) => ({ kind, answer, reach, looks: look, asks }))),
      ),
    ),
  );
  const random = seededRandom(Number(process.env['FAULTS_SEED'] ?? 14));
  return table
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ one }, i) => ({ ...one, orderId: i + 1 }));
}

/**
 * Scenario: the shop stands behind a proxy. A write reaches it, or does not, or late; the answer is thrown away and
 * replaced; while the service looks for the effect, the looks fail too; Increff repeats the request, or gives up. Once the
 * faults have ended, the shop's own books must show one effect at most, and the ledger must say what they say.
 */
describe.each([
  { name: 'reads that are up to date', lagMs: 0, count: SCENARIOS },
  { name: 'reads that lag behind', lagMs: 900, count: Math.ceil(SCENARIOS / 4) },
])('a lost answer and what follows, with $name', ({ lagMs, count }) => {
  let sandbox: Sandbox;
  let proxy: FaultyProxy;
  let bridge: TestApp;
  const played = scenarios(count, lagMs > 0 ? ['work'] : undefined);
  /** Orders whose next write meets its fault, and until when their looks fail. */
  const armed = new Map<number, Scenario>();
  const blind = new Map<number, { until: number; verdict: Verdict }>();

  const isOnce = ({ kind }: Scenario): boolean => ON_SHIPPED.includes(kind);

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    proxy = await FaultyProxy.start(sandbox.url);
    proxy.decide = decide;
    for (const scenario of played) sandbox.place(orderFor(scenario));
    bridge = await startTestApp(sandbox, {
      MAGENTO_BASE_URL: proxy.url,
      MAGENTO_TIMEOUT_MS: '1000',
      MAGENTO_CONCURRENCY: '32',
      MAGENTO_GRACE_SECONDS: '3',
      // Above LATE_MS and the lag together: Magento's own 500 may be the answer to the first of two runs of one call.
      MAGENTO_READ_LAG_SECONDS: '5',
      RATE_LIMIT_PER_MINUTE: '10000000',
    });
    await bridge.call('PUT', '/admin/stores/default', {
      body: { settings: { ...DOCUMENTED, storeIds: [1] } },
    });
    const made = await bridge.post('/admin/stores', {
      code: 'once',
      baseUrl: proxy.url,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      settings: {
        storeIds: [2],
        shipmentMode: 'ship-once',
        shipAt: 'atShipment',
        pollIntervalSeconds: 86400,
      },
    });
    expect(made.status).toBe(201);
    sandbox.faults.readLagMs = lagMs;
  });

  afterAll(async () => {
    await bridge.close();
    await proxy.close();
    await sandbox.close();
  });

  function orderFor(scenario: Scenario) {
    const id = scenario.orderId;
    const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
    order.items.forEach((item, i) =>
      Object.assign(item, { item_id: 10 * id + i + 1, qty_ordered: 2 + i, sku: `S-${id}-${i}` }),
    );
    addUp(order);
    order['store_id'] = isOnce(scenario) ? 2 : 1;
    return order;
  }

  function decide(passing: Passing): Verdict | undefined {
    const id = orderIdOf(passing);
    if (id === undefined) return undefined;
    if (passing.method === 'GET') {
      const fault = blind.get(id);
      return fault && Date.now() < fault.until ? fault.verdict : undefined;
    }
    const scenario = armed.get(id);
    if (!scenario || (scenario.kind === 'REMOVE_TRACK') !== (passing.method === 'DELETE')) return undefined;
    armed.delete(id);
    const verdict = LOOKS[scenario.looks];
    if (verdict) blind.set(id, { until: Date.now() + LOOKS_FAIL_MS, verdict });
    return { reach: scenario.reach, late: sleep(LATE_MS), answer: ANSWERS[scenario.answer] };
  }

  /** The order that a request is about. */
  function orderIdOf({ path, query, body }: Passing): number | undefined {
    const [, kind, id] = /\/V1\/(orders?|shipment|invoices|creditmemo)\/(\d+)/.exec(path) ?? [];
    if (kind === 'orders' || kind === 'order') return Number(id);
    const { shipments, invoices, creditMemos } = sandbox.store;
    const documents = { shipment: shipments, invoices, creditmemo: creditMemos }[kind ?? ''];
    if (documents) return documents.find((one) => one.entity_id === Number(id))?.order_id;
    const [, trackId] = /\/V1\/shipment\/track\/(\d+)/.exec(path) ?? [];
    if (trackId !== undefined) {
      const has = ({ tracks }: { tracks: Record<string, unknown>[] }): boolean =>
        tracks.some((track) => Number(track['entity_id']) === Number(trackId));
      return shipments.find(has)?.order_id;
    }
    const entity = (body as { entity?: { order_id?: number } } | undefined)?.entity;
    if (entity) return entity.order_id;
    const listed = /\[field\]=order_id&[^=]*\[value\]=(\d+)/.exec(decodeURIComponent(query));
    return listed ? Number(listed[1]) : undefined;
  }

  const parcel = (id: number) => ({
    shipmentId: `P-${id}`,
    items: [{ orderItemCode: String(10 * id + 2), quantity: 1 }],
    tracks: [{ trackNumber: `AWB-${id}` }],
  });

  /** What must have happened before, and the request that meets the fault. */
  function requestOf({ orderId: id, kind }: Scenario): {
    before?: [string, object];
    path: string;
    body: object;
  } {
    const shipments: [string, object] = [`/orders/${id}/shipments`, parcel(id)];
    switch (kind) {
      case 'ACKNOWLEDGE':
        return { path: `/orders/${id}/acknowledge`, body: {} };
      case 'CANCEL':
        return { path: `/orders/${id}/cancel`, body: {} };
      case 'INVOICE':
        return {
          path: `/orders/${id}/invoice`,
          body: { items: [{ orderItemCode: String(10 * id + 2), quantity: 1 }] },
        };
      case 'SHIPMENT':
      case 'SHIP_ONCE':
        return { path: shipments[0], body: shipments[1] };
      case 'HANDOVER':
        return { before: shipments, path: `/orders/${id}/handover`, body: {} };
      case 'TRACK':
        return {
          before: shipments,
          path: `/orders/${id}/handover`,
          body: { tracks: [{ trackNumber: `T-${id}` }] },
        };
      case 'CHANGE_TRACK':
      case 'REMOVE_TRACK':
        return { before: shipments, path: '/shipments/{made}/tracks', body: { trackNumber: `T-${id}` } };
      case 'VOID':
        return { before: shipments, path: '/shipments/{made}/void', body: {} };
      case 'REFUND':
        return {
          before: [`/orders/${id}/invoice`, {}],
          path: `/orders/${id}/refunds`,
          body: { refundId: `F-${id}`, items: [{ orderItemCode: String(10 * id + 2), quantity: 1 }] },
        };
    }
  }

  async function play(scenario: Scenario): Promise<void> {
    const headers = { 'x-store-code': isOnce(scenario) ? 'once' : 'default' };
    const { before, path: template, body } = requestOf(scenario);
    const made = before && (await finalAnswer(() => bridge.post(before[0], before[1], { headers })));
    const path = template.replace('{made}', made?.shipmentCode ?? '');
    armed.set(scenario.orderId, scenario);
    if (scenario.asks === 'respond-async') {
      // What the breaker turned away before it was accepted is asked for again; what was accepted is left to the worker.
      await until(async () => {
        const asked = await bridge.post(path, body, { headers: { ...headers, prefer: 'respond-async' } });
        return asked.status < 300 || undefined;
      });
      await until(() => Promise.resolve(armed.has(scenario.orderId) ? undefined : true), 1200);
    } else if (scenario.asks === 'repeatedly') {
      await finalAnswer(() => bridge.post(path, body, { headers }));
    } else {
      // What the breaker turned away before the write is asked for again.
      await until(async () => {
        await bridge.post(path, body, { headers });
        return armed.has(scenario.orderId) ? undefined : true;
      });
    }
  }

  /** Repeats as Increff does, until it is done or refused. */
  function finalAnswer(ask: () => Promise<{ status: number; body: Outcome }>): Promise<Outcome> {
    return until(
      async () => {
        const { status, body } = await ask();
        return status === 200 || body.outcome === 'REFUSED' ? body : undefined;
      },
      300,
      300,
    );
  }

  it(`${count} times, has one effect at most, and the ledger says so`, async () => {
    const queue = [...played];
    const work = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) await play(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await until(
      async () =>
        (await bridge.db.rows(`SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`)).length ===
          0 || undefined,
      2400,
    );
    expect(await contradictions()).toEqual([]);
    expect(armed.size).toBe(0);
  }, 3_600_000);

  /** Effects that the shop's books show, against what the ledger says of the operation that met the fault. */
  async function contradictions(): Promise<object[]> {
    const rows = await bridge.db.rows<{
      order_code: string;
      kind: string;
      state: string;
      outcome: string | null;
    }>(
      `SELECT o.entity_id AS order_code, p.kind, p.state, p.outcome FROM operation p JOIN "order" o ON o.id = p.order_id`,
    );
    const wrong: object[] = [];
    for (const scenario of played) {
      const { orderId: id, kind } = scenario;
      const effects = effectsOf(scenario);
      const named = LEDGER_KINDS[kind] ?? kind;
      const ledger = rows.filter((row) => Number(row.order_code) === id && row.kind === named);
      const done = ledger.filter(({ outcome }) => outcome === 'APPLIED' || outcome === 'DEGRADED').length;
      const repeated =
        scenario.asks !== 'once' && effects === 0 && !ledger.some(({ outcome }) => outcome === 'REFUSED');
      if (effects > 1 || done !== effects || repeated || markersTwice(id)) {
        wrong.push({ ...scenario, effects, ledger: ledger.map(({ state, outcome }) => outcome ?? state) });
      }
    }
    return wrong;
  }

  function effectsOf({ orderId: id, kind }: Scenario): number {
    const book = sandbox.store.book(id);
    const tracks = sandbox.store.shipments
      .filter((one) => one.order_id === id)
      .flatMap((one) => one.tracks)
      .filter((track) => track['track_number'] === `T-${id}`).length;
    return {
      ACKNOWLEDGE: book.comments,
      CANCEL: book.cancellations,
      INVOICE: book.invoices,
      SHIPMENT: book.documents,
      HANDOVER: book.shipments,
      SHIP_ONCE: book.shipments,
      TRACK: tracks,
      CHANGE_TRACK: tracks,
      REMOVE_TRACK: book.removedTracks,
      VOID: book.shipmentComments,
      REFUND: book.creditMemos,
    }[kind];
  }

  function markersTwice(id: number): boolean {
    const { invoices, shipments, creditMemos } = sandbox.store;
    const markers = [...invoices, ...shipments, ...creditMemos]
      .filter((one) => one.order_id === id)
      .flatMap((one) => JSON.stringify(one['comments'] ?? []).match(/increff-op:[0-9a-f-]+/g) ?? []);
    return new Set(markers).size < markers.length;
  }
});
