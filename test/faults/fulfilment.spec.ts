import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { processesShipAsDocumented } from '../support/shipping.js';
import { seededRandom } from '../sandbox/faults.js';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { freePort, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

/** 100 makes 50,000 operations on 2,500 orders. */
const SIZE = Number(process.env['FAULTS_SIZE'] ?? 1);
const ORDERS = 25 * SIZE;
const CALLERS = 10;
const FAIL_EVERY_MS = 3000;
/** Longer than leases and grace are here: what it was about to send belongs to the other one by then. */
const FROZEN_MS = 6000;
const MOST_TRIES = 100;

interface Ask {
  path: string;
  body: object;
}

/** Twenty requests about one order: every kind, repeated, and some that contradict each other. */
function requestsFor(id: number): Ask[] {
  const of = (path: string, body: object = {}): Ask => ({ path: `/orders/${id}/${path}`, body });
  const parcel = (name: string, ...lines: [number, number][]): Ask =>
    of('shipments', {
      shipmentId: `${id}-${name}`,
      items: lines.map(([item, quantity]) => ({ orderItemCode: String(10 * id + item), quantity })),
      tracks: [{ trackNumber: `AWB-${id}-${name}` }],
    });
  const wish =
    id % 5 === 0
      ? of('cancel')
      : of('invoice', { items: [{ orderItemCode: String(10 * id + 1), quantity: 1 }] });
  return [
    ...Array.from({ length: 3 }, () => of('acknowledge')),
    ...Array.from({ length: 3 }, () => of('invoice')),
    ...Array.from({ length: 3 }, () => parcel('A', [1, 2], [2, 1])),
    ...Array.from({ length: 3 }, () => parcel('B', [2, 2])),
    ...Array.from({ length: 2 }, () => parcel('C', [2, 2])),
    ...Array.from({ length: 4 }, () => of('handover')),
    ...Array.from({ length: 2 }, () => wish),
  ];
}

function orderOf(id: number): Order {
  const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000, lines: 2 });
  order.items.forEach((item, i) => Object.assign(item, { item_id: 10 * id + i + 1, qty_ordered: 2 + i }));
  addUp(order);
  return order;
}

/**
 * Scenario: ten callers ask two replicas for writes of all kinds in random order, and repeat what got no answer. One
 * answer in ten is cut after the effect; others are cut before, time out, commit late, meet deadlocks and 500s; every few
 * seconds a replica is killed, or frozen. The shop's own books must show one effect for each operation that says so, and no other.
 */
describe('every write of fulfilment has exactly one effect', () => {
  let sandbox: Sandbox;
  let db: TestDatabase;
  let replicas: ServiceProcess[];
  let environments: Record<string, string>[];
  let kills = 0;
  let freezes = 0;
  const answers: Record<string, number> = {};

  beforeAll(async () => {
    sandbox = await Sandbox.start({ seed: 23 });
    db = await createTestDatabase();
    for (let id = 1; id <= ORDERS; id++) sandbox.place(orderOf(id));
    const environment = {
      ...environmentFor(db.url, sandbox),
      MAGENTO_TIMEOUT_MS: '1500',
      RATE_LIMIT_PER_MINUTE: '10000000',
      LOG_LEVEL: 'error',
    };
    environments = [];
    replicas = [];
    for (let i = 0; i < 2; i++) {
      environments.push({ ...environment, PORT: String(await freePort()) });
      replicas.push(await startServiceProcess(environments[i]!));
    }
    await processesShipAsDocumented(replicas.map(({ url }) => url));
    await until(async () => (await db.rows('SELECT 1 FROM "order"')).length === ORDERS || undefined, 1200);
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await sandbox.close();
    await db.drop();
  });

  /** Until it is answered for good: done, or refused. */
  async function ask({ path, body }: Ask, caller: number): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const outcome = await once(path, body, (caller + tries) % 2);
      answers[outcome ?? 'no answer'] = (answers[outcome ?? 'no answer'] ?? 0) + 1;
      if (outcome === 'REFUSED' || outcome === 'APPLIED' || outcome === 'ALREADY' || outcome === 'DEGRADED') {
        return;
      }
      await sleep(200);
    }
    throw new Error(`${path} got no final answer`);
  }

  async function once(path: string, body: object, replica: number): Promise<string | undefined> {
    try {
      const reply = await fetch(replicas[replica]!.url + path, {
        method: 'POST',
        headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await reply.json()) as { outcome?: string; code?: string };
      return answer.outcome ?? answer.code;
    } catch {
      return undefined;
    }
  }

  /** Both replicas in turn: two kills, then two freezes. */
  async function failNowAndThen(on: () => boolean): Promise<void> {
    for (let n = 0; on(); n++) {
      await sleep(FAIL_EVERY_MS);
      await (n % 4 < 2 ? kill(n % 2) : freeze(n % 2));
    }
  }

  async function kill(i: number): Promise<void> {
    await replicas[i]!.kill();
    kills++;
    replicas[i] = await startServiceProcess(environments[i]!);
  }

  async function freeze(i: number): Promise<void> {
    replicas[i]!.child.kill('SIGSTOP');
    freezes++;
    await sleep(FROZEN_MS);
    replicas[i]!.child.kill('SIGCONT');
  }

  it(`with ${20 * ORDERS} operations on ${ORDERS} orders`, async () => {
    Object.assign(sandbox.faults, {
      latencyMs: 5,
      cutAfterRate: 0.1,
      cutBeforeRate: 0.02,
      slowRate: 0.02,
      slowMs: 2000,
      lateCommitRate: 0.02,
      lateMs: 800,
      deadlockRate: 0.03,
      serverErrorRate: 0.03,
      onlyWrites: true,
    });
    const random = seededRandom(5);
    const asks = Array.from({ length: ORDERS }, (_, i) => requestsFor(i + 1)).flat();
    const queue = asks.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
    let working = true;
    const failing = failNowAndThen(() => working);
    const work = async (caller: number): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) await ask(next.one, caller);
    };
    await Promise.all(Array.from({ length: CALLERS }, (_, caller) => work(caller)));
    working = false;
    await failing;
    await until(
      async () =>
        (await db.rows(`SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`)).length === 0 ||
        undefined,
      2400,
    );
    process.stdout.write(
      `\none effect, fulfilment: ${asks.length} operations on ${ORDERS} orders, ${kills} SIGKILLs, ${freezes} freezes, answers ${JSON.stringify(answers)}\n`,
    );
    expect(violations()).toEqual([]);
    expect(await disagreements()).toEqual([]);
  }, 3_600_000);

  /** What must never be in the shop's books. */
  function violations(): object[] {
    const wrong: object[] = [];
    for (let id = 1; id <= ORDERS; id++) {
      const order = sandbox.store.find(id)!;
      const book = sandbox.store.book(id);
      const packed = sandbox.store.shipments.filter(
        (one) => one.order_id === id && one['store_id'] === undefined,
      );
      const shipped = sandbox.store.shipments.filter(
        (one) => one.order_id === id && one['store_id'] !== undefined,
      );
      const sum = (documents: { items: { order_item_id: number; qty: number }[] }[], item: number): number =>
        documents
          .flatMap(({ items }) => items)
          .reduce((n, one) => n + (one.order_item_id === item ? one.qty : 0), 0);
      const invoices = sandbox.store.invoices.filter((one) => one.order_id === id);
      for (const item of order.items) {
        const { item_id: code, qty_ordered: ordered, qty_shipped: counted, qty_invoiced: invoiced } = item;
        const fine =
          counted <= ordered &&
          sum(shipped, code) === counted &&
          sum(packed, code) <= ordered &&
          invoiced <= ordered &&
          sum(invoices, code) === invoiced;
        if (!fine) wrong.push({ id, code, ordered, counted, invoiced, packed: sum(packed, code) });
      }
      const parcels = packed.map((one) => String(one.tracks[0]?.['track_number']));
      if (
        book.overlaps > 0 ||
        book.comments > 1 ||
        book.cancellations > 1 ||
        new Set(parcels).size < parcels.length
      ) {
        wrong.push({ id, ...book, parcels });
      }
    }
    return wrong;
  }

  /** Every row that says APPLIED stands for an effect in the books, and the other way round. */
  async function disagreements(): Promise<object[]> {
    const rows = await db.rows<{ entity_id: string; kind: string; effects: number }>(
      `SELECT o.entity_id, p.kind, count(*)::int AS effects FROM operation p JOIN "order" o ON o.id = p.order_id
       WHERE p.outcome IN ('APPLIED', 'DEGRADED') GROUP BY 1, 2`,
    );
    const ledger = new Map(rows.map((row) => [`${row.entity_id} ${row.kind}`, row.effects]));
    const wrong: object[] = [];
    for (let id = 1; id <= ORDERS; id++) {
      const { comments, cancellations, invoices, documents, shipments } = sandbox.store.book(id);
      const books = {
        ACKNOWLEDGE: comments,
        CANCEL: cancellations,
        INVOICE: invoices,
        SHIPMENT: documents,
        HANDOVER: shipments,
      };
      for (const [kind, effects] of Object.entries(books)) {
        const says = ledger.get(`${id} ${kind}`) ?? 0;
        if (says !== effects) wrong.push({ id, kind, ledger: says, books: effects });
      }
    }
    return wrong;
  }
});
