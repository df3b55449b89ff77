import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { OperationWorker } from '../../src/operations/operation-worker.js';
import { seededRandom } from '../sandbox/faults.js';
import type { Verdict } from '../sandbox/faulty-proxy.js';
import {
  isWrite,
  type ShopBehindProxy,
  startShopBehindProxy,
  twoLineOrder,
} from '../support/shop-behind-proxy.js';
import { until } from '../support/until.js';
import { interceptStatements } from '../support/watched-statements.js';

/** The share of the statements of a write that are lost: 1 is all of them. */
const SHARE = Number(process.env['STATEMENTS_SHARE'] ?? 0.15);
const random = seededRandom(Number(process.env['STATEMENTS_SEED'] ?? 14));
/** What ticks of every process ask, and each new connection. */
const OF_OTHERS = /sign_in_failure|audit_tally|pg_is_in_recovery/;
/** Loses none: the statements are counted. */
const NEVER = Infinity;
type Loss = 'before' | 'after';

let stop: () => void;
let shop: ShopBehindProxy;
let last = 0;
let armed: { at: number; loss: Loss; seen: number } | undefined;

/** The connection is gone: before the statement came in, or with its answer. */
function cut(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

function losing(client: pg.Client, text: string, ask: () => unknown): unknown {
  if (!armed || OF_OTHERS.test(text) || ++armed.seen !== armed.at) return ask();
  if (armed.loss === 'before') cut(client);
  const answer = ask();
  if (armed.loss === 'before') return answer;
  return (answer as Promise<unknown>).then(() => {
    cut(client);
    throw new Error('Connection terminated unexpectedly');
  });
}

beforeAll(async () => {
  // No worker runs here: what a worker would do, the test does.
  shop = await startShopBehindProxy({ ROLE: 'api' });
  stop = interceptStatements(losing);
});

afterAll(async () => {
  stop();
  await shop.close();
});

/** As a worker goes on once the process is taken for dead. */
async function workedOff(): Promise<void> {
  const { bridge } = shop;
  await until(async () => {
    await bridge.db.rows(
      `UPDATE operation SET lease_until = now() - interval '1 second', next_attempt_at = now()
       WHERE state IN ('PENDING', 'RUNNING', 'UNKNOWN')`,
    );
    const open = await bridge.db.rows<{ id: string }>(
      `SELECT id FROM operation WHERE state NOT IN ('SETTLED', 'FAILED')`,
    );
    for (const { id } of open) {
      await bridge.app
        .get(OperationWorker)
        .resume(id)
        .catch(() => undefined);
    }
    return open.length === 0 || undefined;
  }, 400);
}

/** Writes of the order without an end, or with another number of tries than of sends. */
const oddOf = (id: number): Promise<object[]> =>
  shop.bridge.db.rows(
    `SELECT o.state, o.outcome, o.sends, t.tries FROM operation o JOIN "order" r ON r.id = o.order_id,
         LATERAL (SELECT count(*)::int AS tries FROM operation_try t WHERE t.operation_id = o.id) t
       WHERE r.entity_id = $1 AND (o.state NOT IN ('SETTLED', 'FAILED') OR t.tries <> o.sends)`,
    [id],
  );

const VERDICTS: Record<string, Verdict> = {
  'an answer': { reach: 'yes' },
  'a lost answer': { reach: 'yes', answer: 'cut' },
};
const packed = (id: number): object => ({
  shipmentId: `9${id}`,
  items: [{ orderItemCode: `${id}1`, quantity: 1 }],
});

interface Kind {
  path: string;
  body: (id: number) => object;
  before?: string;
  made: string;
}
const KINDS: Kind[] = [
  { path: 'cancel', body: () => ({}), made: 'cancellations' },
  { path: 'invoice', body: () => ({}), made: 'invoices' },
  { path: 'shipments', body: packed, made: 'documents' },
  { path: 'handover', body: () => ({}), before: 'shipments', made: 'shipments' },
];

describe.each(KINDS)('a database that is lost at each statement of $path', ({ path, body, before, made }) => {
  const cases = Object.keys(VERDICTS).flatMap((name) =>
    (['before', 'after'] as const).map((loss) => [name, loss] as const),
  );
  it.each(cases)('and %s of Magento; lost %s it: one effect, and the right answer', async (name, loss) => {
    const wrong: unknown[] = [];
    const { seen: count } = await wentWrong(NEVER);
    expect(count).toBeGreaterThan(0);
    const all = Array.from({ length: count }, (_, index) => index + 1);
    const drawn = all.filter(() => random() < SHARE);
    for (const at of drawn.length > 0 ? drawn : [1]) {
      const { isWrong, ...facts } = await wentWrong(at);
      if (isWrong) wrong.push(facts);
    }
    expect(wrong).toEqual([]);

    async function wentWrong(at: number) {
      const { sandbox, bridge, proxy } = shop;
      const id = ++last;
      sandbox.place(twoLineOrder(id));
      await bridge.get(`/orders/${id}?refresh=true`);
      if (before) await bridge.post(`/orders/${id}/${before}`, packed(id));
      const headers = { 'idempotency-key': `key-${id}` };
      const ask = () => bridge.call('POST', `/orders/${id}/${path}`, { body: body(id), headers });
      let lost = 0;
      proxy.decide = (passing) => (isWrite(passing) && lost++ === 0 ? VERDICTS[name] : undefined);
      armed = { at, loss, seen: 0 };
      const first = await ask();
      const { seen } = armed;
      armed = undefined;
      proxy.decide = () => undefined;
      await workedOff();
      // The key of a request whose process died is held for a while.
      await bridge.db.rows(`UPDATE idempotency_key SET locked_until = now() WHERE locked_until IS NOT NULL`);
      const again = await ask();
      const effects = (sandbox.store.book(id) as unknown as Record<string, number>)[made];
      const odd = await oddOf(id);
      const isWrong = effects !== 1 || again.status !== 200 || odd.length > 0;
      const answers = { first: [first.status, first.body], again: [again.status, again.body] };
      return { isWrong, at, seen, ...answers, effects, odd };
    }
  });
});
