import pg from 'pg';
import type { Merchant } from '../sandbox/merchant.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import type { Cluster } from './cluster.js';
import type { Load } from './load.js';

export interface Verdict {
  name: string;
  /** From the moment there was a primary until a write was answered. */
  lateMs: number;
}

interface Run {
  cluster: Cluster;
  load: Load;
  merchant: Merchant;
  sandbox: Sandbox;
  verdicts: Verdict[];
  services: ServiceProcess[];
}

/** What callers are promised, and some for a machine that is busy with all of it. */
const LATE_MS = 10_000 + 5000;
/** What an answer may be that is not one of success: the database is away. */
const AWAY = '503 DATABASE_UNAVAILABLE';
/** Also a write that was sent and could not be settled, a write that is still under way, an order not yet read, a shop that is slow on a busy machine. */
const EXPECTED = [
  AWAY,
  '504 OUTCOME_UNKNOWN',
  '409 OPERATION_IN_PROGRESS',
  '404 ORDER_NOT_FOUND',
  '503 MAGENTO_SLOW',
];

/** @returns what was promised and is not so */
export async function judge(run: Run): Promise<string[]> {
  const db = new pg.Client(`postgresql://postgres@127.0.0.1:${run.cluster.directPort}/bridge`);
  await db.connect();
  const settled = await until(() => isSettled(db), 240, 500).catch(() => undefined);
  const broken = [
    ...ofAnswers(run),
    ...ofWrites(run),
    ...ofDeliveries(run),
    ...(await ofOrders(run, db)),
    ...(settled ? [] : ['something is still open']),
  ];
  await db.end();
  process.stdout.write(
    `${run.load.answers.length} answers, ${run.load.acknowledged.size} orders acknowledged, ${run.load.accepted.size} events accepted, ` +
      `${run.sandbox.store.orders.size} orders placed, ${run.merchant.received.length} deliveries received\n`,
  );
  return broken;
}

async function isSettled(db: pg.Client): Promise<true | undefined> {
  const { rows } = await db.query<{ open: number }>(
    `SELECT (SELECT count(*) FROM delivery WHERE state = 'PENDING')
       + (SELECT count(*) FROM operation WHERE state IN ('RUNNING', 'UNKNOWN')) AS open`,
  );
  return Number(rows[0]!.open) === 0 || undefined;
}

function ofAnswers({ load, verdicts, services }: Run): string[] {
  const tally = new Map<string, number>();
  for (const { status, code, retryAfter, what } of load.answers) {
    if (status < 300) continue;
    const words = `${status} ${code}`;
    const isGood = EXPECTED.includes(words) && (status < 500 || retryAfter !== null);
    if (!isGood) tally.set(`${what} was answered ${words}, Retry-After ${retryAfter}`, 1);
  }
  return [
    ...tally.keys(),
    ...verdicts
      .filter(({ lateMs }) => lateMs > LATE_MS)
      .map(({ name, lateMs }) => `${name}: nothing was written for ${lateMs} ms`),
    ...services
      .filter(({ child }) => child.exitCode !== null || child.signalCode !== null)
      .map(() => 'a replica ended'),
  ];
}

function ofWrites({ load, sandbox }: Run): string[] {
  return [...sandbox.store.orders.keys()].flatMap((id) => {
    const { comments } = sandbox.store.book(id);
    const isRight = load.acknowledged.has(id) ? comments === 1 : comments <= 1;
    return isRight ? [] : [`order ${id} has ${comments} comments`];
  });
}

function ofDeliveries({ load, merchant }: Run): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { id, body } of merchant.received) {
    const { forwardOrderCode } = body as { forwardOrderCode: string };
    ids.set(forwardOrderCode, (ids.get(forwardOrderCode) ?? new Set()).add(id));
  }
  const lost = [...load.accepted].filter((code) => !ids.has(code));
  const doubled = [...ids].filter(([, of]) => of.size > 1);
  return [
    ...lost.map((code) => `the event of ${code} was accepted and not delivered`),
    ...doubled.map(([code]) => `the event of ${code} was delivered under two ids`),
  ];
}

async function ofOrders({ sandbox }: Run, db: pg.Client): Promise<string[]> {
  const stored = await until(
    async () => {
      const { rows } = await db.query<{ id: string }>('SELECT entity_id AS id FROM "order"');
      return rows.length >= sandbox.store.orders.size ? rows : undefined;
    },
    120,
    500,
  ).catch(() => []);
  const isComplete = new Set(stored.map(({ id }) => id)).size === sandbox.store.orders.size;
  const byHand = await db.query(
    `SELECT 1 FROM audit_log WHERE action IN ('database.insert', 'database.update', 'database.delete')`,
  );
  return [
    ...(isComplete ? [] : ['our copy lacks orders']),
    ...(byHand.rows.length === 0 ? [] : ['writes of the service pass for changes by hand']),
  ];
}
