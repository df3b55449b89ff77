import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addUp, generateOrder } from '../sandbox/generator.js';
import type { Order } from '../sandbox/magento-order.js';
import { setState } from '../sandbox/order-rules.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { CLIENT, environmentFor } from '../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const SIZE = Number(process.env['FAULTS_SIZE'] ?? 1);
const ORDERS = 9 * SIZE;
const CALLERS = 8;

interface Answer {
  orderCode: number;
  kind: string;
  status: number;
  outcome: string | undefined;
}

/**
 * Scenario: eight callers at once ask two replicas to acknowledge, to cancel and to refund the same orders; of the refunds half
 * are another one of the same line. One answer in ten is cut
 * after the effect; some writes are cut before it, commit late, or meet a deadlock or a 500. Repeats go to whichever
 * replica. The shop's own books must show one effect each, and no two writes on one order at a time.
 */
describe.each(['2.4.6', '2.4.7', '2.4.8'] as const)(
  'every write has exactly one effect on Magento %s',
  (release) => {
    let sandbox: Sandbox;
    let db: TestDatabase;
    let replicas: ServiceProcess[];

    beforeAll(async () => {
      sandbox = await Sandbox.start({ seed: 11, release });
      db = await createTestDatabase();
      for (let id = 1; id <= 4 * ORDERS; id++) sandbox.place(orderFor(id));
      const environment = {
        ...environmentFor(db.url, sandbox),
        MAGENTO_TIMEOUT_MS: '1500',
        // A busy machine holds a call up for longer than twice the time-out.
        MAGENTO_GRACE_SECONDS: '8',
        LOG_LEVEL: 'error',
      };
      replicas = [await startServiceProcess(environment), await startServiceProcess(environment)];
      await until(async () =>
        (await db.rows('SELECT 1 FROM "order"')).length === 4 * ORDERS ? true : undefined,
      );
    });

    afterAll(async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await sandbox.close();
      await db.drop();
    });

    type Kind = 'acknowledge' | 'cancel' | 'refunds';

    /** @param patient how often a 503, as of calls that time out on a busy machine, is asked again */
    async function ask(orderCode: number, kind: Kind, caller: number, patient = 0): Promise<Answer> {
      const items = [{ orderItemCode: String(20 * orderCode), quantity: 1 }];
      const refund = { refundId: `F-${orderCode}-${caller % 4 < 2 ? 'a' : 'b'}`, items };
      const reply = await fetch(`${replicas[caller % 2]!.url}/orders/${orderCode}/${kind}`, {
        method: 'POST',
        headers: { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'content-type': 'application/json' },
        body: JSON.stringify(kind === 'refunds' ? refund : {}),
      });
      const body = (await reply.json()) as { outcome?: string; code?: string };
      if (reply.status === 503 && patient > 0) {
        await sleep(1000);
        return ask(orderCode, kind, caller, patient - 1);
      }
      return { orderCode, kind, status: reply.status, outcome: body.outcome ?? body.code };
    }

    /** Orders 1…N acknowledged, N+1…2N cancelled, 2N+1…3N both at once, 3N+1…4N refunded by two refunds. */
    function askAll(patient = 0): Promise<Answer[]> {
      const calls: Promise<Answer>[] = [];
      for (let id = 1; id <= 4 * ORDERS; id++) {
        for (let caller = 0; caller < CALLERS; caller++) {
          if (id > 3 * ORDERS) calls.push(ask(id, 'refunds', caller, patient));
          else if (id <= ORDERS || (id > 2 * ORDERS && caller % 2 === 0)) {
            calls.push(ask(id, 'acknowledge', caller, patient));
          } else calls.push(ask(id, 'cancel', caller, patient));
        }
      }
      return Promise.all(calls);
    }

    it(`with ${CALLERS} callers on ${4 * ORDERS} orders`, async () => {
      Object.assign(sandbox.faults, {
        latencyMs: 5,
        cutAfterRate: 0.1,
        cutBeforeRate: 0.02,
        lateCommitRate: 0.02,
        lateMs: 800,
        deadlockRate: 0.03,
        serverErrorRate: 0.03,
      });
      const first = await askAll();
      await until(
        async () =>
          (await db.rows(`SELECT 1 FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`)).length === 0
            ? true
            : undefined,
        1200,
      );
      Object.assign(sandbox.faults, {
        cutAfterRate: 0,
        cutBeforeRate: 0,
        lateCommitRate: 0,
        deadlockRate: 0,
        serverErrorRate: 0,
      });
      const last = await askAll(120);
      report(release, first, last);
      for (const answer of last) expect([200, 409]).toContain(answer.status);
      expectOneEffectEach();
      await expectLedgerAgrees();
    }, 300_000);

    function expectOneEffectEach(): void {
      const wrong = [];
      for (let id = 3 * ORDERS + 1; id <= 4 * ORDERS; id++) {
        const { creditMemos, overlaps } = sandbox.store.book(id);
        const [item] = sandbox.store.find(id)!.items;
        if (creditMemos !== 2 || overlaps > 0 || item!.qty_refunded !== 2) {
          wrong.push({ id, creditMemos, overlaps });
        }
      }
      for (let id = 1; id <= 3 * ORDERS; id++) {
        const { comments, cancellations, overlaps } = sandbox.store.book(id);
        const { state } = sandbox.store.find(id)!;
        const acknowledged = id <= ORDERS;
        const both = id > 2 * ORDERS;
        const fine =
          overlaps === 0 &&
          (acknowledged
            ? comments === 1 && cancellations === 0
            : cancellations === 1 && state === 'canceled') &&
          (both ? comments <= 1 : acknowledged || comments === 0);
        if (!fine) wrong.push({ id, comments, cancellations, overlaps, state });
      }
      expect(wrong).toEqual([]);
    }

    /** Every row that says APPLIED or DEGRADED stands for an effect in the books, and the other way round. */
    async function expectLedgerAgrees(): Promise<void> {
      const rows = await db.rows<{ entity_id: string; kind: string; effects: number }>(
        `SELECT o.entity_id, p.kind, count(*)::int AS effects FROM operation p JOIN "order" o ON o.id = p.order_id
       WHERE p.outcome IN ('APPLIED', 'DEGRADED') GROUP BY 1, 2`,
      );
      const ledger = new Map(rows.map((row) => [`${row.entity_id} ${row.kind}`, row.effects]));
      for (let id = 1; id <= 4 * ORDERS; id++) {
        const { comments, cancellations, creditMemos } = sandbox.store.book(id);
        const kinds = ['ACKNOWLEDGE', 'CANCEL', 'REFUND'];
        expect([id, ...kinds.map((kind) => ledger.get(`${id} ${kind}`) ?? 0)]).toEqual([
          id,
          comments,
          cancellations,
          creditMemos,
        ]);
      }
    }
  },
);

/** The last ones are paid in full, and their first line has two units at least. */
function orderFor(id: number): Order {
  const order = generateOrder({ entityId: id, createdAt: Date.now() - 60_000 });
  if (id <= 3 * ORDERS) return order;
  order.items[0]!.qty_ordered = 3;
  addUp(order);
  setState(order, 'processing');
  for (const item of order.items) {
    item.qty_invoiced = item.qty_ordered;
    item['row_invoiced'] = item['base_row_invoiced'] = item.price * item.qty_ordered;
  }
  order['total_paid'] = order['base_total_paid'] = order.grand_total;
  return order;
}

function report(release: string, first: Answer[], last: Answer[]): void {
  const count = (answers: Answer[]): string => {
    const counts: Record<string, number> = {};
    for (const { kind, status, outcome } of answers) {
      counts[`${kind} ${outcome ?? status}`] = (counts[`${kind} ${outcome ?? status}`] ?? 0) + 1;
    }
    return JSON.stringify(counts);
  };
  process.stdout.write(`\none effect, ${release}: under faults ${count(first)}; afterwards ${count(last)}\n`);
}
