import { effectsIn, type Entry, judgeCounts, judgeEffects, judgeQuantities } from './books.js';
import type { Played } from './played.js';
import { judgeReturnRefunds, judgeReturns } from './returns.js';
import type { World } from './world.js';

/** On a machine that is busy with other things, schedules wait for each other. */
const PATIENCE_MS = 240_000;

/** By the marker that they leave; the others are counted. */
const COUNTED = new Set(['ACKNOWLEDGE', 'INVOICE', 'SHIPMENT', 'HANDOVER', 'REFUND', 'VOID']);
const DONE = new Set(['APPLIED', 'DEGRADED']);

/** Once the faults have ended: the shop's books, the ledger, our copy and the merchant must tell the same story. */
export async function judge(world: World, played: Played): Promise<string[]> {
  const unfinished = await untilQuiet(world, played);
  if (unfinished !== undefined) return [unfinished, ...(await ledgerInWords(world, played))];
  const entries = await entriesOf(world, played);
  const wrong = [
    ...judgeWrites(world, played, entries),
    ...judgeAnswers(played, entries),
    ...(await judgeStock(world, played)),
    ...judgeEvents(world, played),
    ...(await judgeReturns(world, played)),
    ...judgeReturnRefunds(played, entries),
  ];
  return wrong.length === 0 ? [] : [...wrong, ...(await ledgerInWords(world, played))];
}

/** Nothing is under way any more, and our copies show what the shop shows. */
async function untilQuiet(world: World, played: Played): Promise<string | undefined> {
  const codes = played.orders.map(String);
  const began = Date.now();
  for (;;) {
    const now = await world.open.snapshot(played.orders);
    const behind = played.orders.filter((id) => now.copies.get(String(id)) !== shownBy(world, id));
    const busy = [
      codes.some((code) => now.orders.has(code)) ? 'a write is not at its end' : '',
      now.skus.has(played.sku) ? 'a stock value is not at its end' : '',
      codes.some((code) => now.lines.has(code)) ? 'a delivery is not at its end' : '',
      ...behind.map(
        (id) => `our copy of ${id} is "${now.copies.get(String(id))}", the shop's "${shownBy(world, id)}"`,
      ),
    ].filter((words) => words !== '');
    if (busy.length === 0) return undefined;
    if (Date.now() - began > PATIENCE_MS) return busy.join('; ');
  }
}

function shownBy({ sandbox }: World, id: number): string {
  const order = sandbox.store.orders.get(id)!.order;
  return [
    order.state,
    order.status,
    ...order.items.map((item) => item.qty_canceled + item.qty_refunded),
  ].join(' ');
}

function entriesOf({ db }: World, { orders }: Played): Promise<Entry[]> {
  return db.rows<Entry & Record<string, unknown>>(
    `SELECT p.id, o.entity_id::int AS order, p.kind, p.natural_key AS key, p.state, p.outcome, p.detail, p.error_code AS code, p.enqueued,
       p.input ->> 'shipmentRowId' AS parcel, p.created_at AS created, p.settled_at AS settled
     FROM operation p JOIN "order" o ON o.id = p.order_id WHERE o.entity_id = ANY($1::bigint[]) ORDER BY p.created_at`,
    [orders],
  );
}

/** One effect at most, exactly one where the ledger says so, none where it does not; and in order. */
function judgeWrites(
  world: World,
  { orders, shopsOwn, cancelledByShop, trouble }: Played,
  entries: Entry[],
): string[] {
  const effects = effectsIn(world, orders);
  const wrong = [
    ...judgeEffects(effects, entries, shopsOwn),
    ...trouble.overlaps.map((call) => `${call} went out while another write on it was under way`),
  ];
  for (const entry of entries) {
    const made = effects.filter(({ operation }) => operation === entry.id).length;
    const expected = isDone(entry) ? 1 : 0;
    if (COUNTED.has(entry.kind) && made !== expected) {
      wrong.push(`${nameOf(entry)} has ${made} effects and not ${expected}`);
    }
    if (entry.state === 'FAILED' && entry.enqueued) wrong.push(`${nameOf(entry)} was accepted, and is lost`);
    wrong.push(...outOfOrder(entry, entries));
  }
  for (const [key, same] of Map.groupBy(entries, ({ order, kind, key }) => `${kind} ${key} of ${order}`)) {
    if (same.filter(isDone).length > 1) wrong.push(`${key} was done twice`);
  }
  return [...wrong, ...judgeCounts(world, orders, entries.filter(isDone), cancelledByShop)];
}

/** A parcel is handed over after its shipment was made; a repeat of the request for it may settle later. */
function outOfOrder(entry: Entry, entries: Entry[]): string[] {
  if (entry.kind !== 'HANDOVER' || !isDone(entry) || entry.parcel === null) return [];
  const made = entries.some(
    ({ kind, parcel, state, settled }) =>
      kind === 'SHIPMENT' && parcel === entry.parcel && state === 'SETTLED' && settled! <= entry.settled!,
  );
  return made ? [] : [`${nameOf(entry)} went out before its shipment`];
}

function isDone({ outcome, detail }: Entry): boolean {
  return outcome !== null && DONE.has(outcome) && !(detail ?? '').startsWith('Recorded');
}

/** What a caller was answered is what the ledger says in the end. */
function judgeAnswers({ answers }: Played, entries: Entry[]): string[] {
  return answers.flatMap(({ step, answer: { status, body } }) => {
    const { outcome, operationId } = body as { outcome?: string; operationId?: string };
    if (status === 202 && !entries.some(({ id }) => id === operationId)) {
      return [`${step.do} was accepted with 202, and is not in the ledger`];
    }
    const entry = entries.find(({ id }) => id === operationId);
    const final = (status === 200 && outcome !== 'ALREADY') || outcome === 'REFUSED';
    return final && entry && entry.outcome !== outcome
      ? [`${step.do} was answered ${outcome}, the ledger says ${nameOf(entry)}`]
      : [];
  });
}

/** The last value stands in the shop, and the row says what is true. */
async function judgeStock(world: World, played: Played): Promise<string[]> {
  const { db, sandbox } = world;
  const { stock, sku, schedule } = played;
  const strange = judgeQuantities(
    world,
    sku,
    stock.map(({ quantity }) => quantity),
  );
  if (stock.length === 0 || strange.length > 0) return strange;
  const [row] = await db.rows<{ state: string; quantity: number; pushed: number | null }>(
    `SELECT state, quantity::float8, pushed_quantity::float8 AS pushed FROM inventory_level WHERE sku = $1`,
    [sku],
  );
  const shop = sandbox.store.stock.find(sku)!.item.qty;
  if (!row) {
    const known =
      stock.some(({ accepted }) => accepted) || sandbox.store.stock.book(sku).quantities.length > 0;
    return known ? [`the value of ${sku} is lost`] : [];
  }
  // A refusal of the shop's own is final, as a plugin may say one.
  const refused = row.state === 'FAILED' && schedule.writes.some((fault) => fault.startsWith('plugin'));
  if (refused) return [];
  const wrong: string[] = [];
  if (row.state !== 'PUSHED' || row.pushed !== row.quantity || shop !== row.quantity) {
    wrong.push(`${sku} is ${row.state}: wanted ${row.quantity}, pushed ${row.pushed}, the shop has ${shop}`);
  }
  const last = stock.findLastIndex(({ accepted, beside }) => accepted && !beside);
  const possible = stock.slice(Math.max(last, 0)).map(({ quantity }) => quantity);
  const earlierBeside = stock.slice(0, Math.max(last, 0)).filter(({ beside }) => beside);
  if (![...possible, ...earlierBeside.map(({ quantity }) => quantity)].includes(row.quantity)) {
    wrong.push(`${sku} ends with ${row.quantity}; the last value was ${possible.join(' or ')}`);
  }
  return wrong;
}

/** Each accepted event came, and the first time each came was in the order in which they were accepted. */
function judgeEvents({ receiver }: World, { events, orders }: Played): string[] {
  const got = (receiver.got.get(String(orders[0])) ?? []).filter((awb) => awb.startsWith('V-'));
  const lost = events.filter(({ awb, accepted }) => accepted && !got.includes(awb));
  const firsts = [...new Set(got)];
  const inOrder = events.filter(({ awb, beside }) => !beside && firsts.includes(awb)).map(({ awb }) => awb);
  const came = firsts.filter((awb) => inOrder.includes(awb));
  return [
    ...lost.map(({ awb }) => `the event ${awb} was accepted and never delivered`),
    ...(came.join() === inOrder.join()
      ? []
      : [`events came as ${came.join()}, accepted as ${inOrder.join()}`]),
  ];
}

function nameOf({ kind, key, state, outcome, code, id }: Entry): string {
  return `${kind} ${key} (${outcome ?? state}${code === null ? '' : ` ${code}`}, ${id})`;
}

/** For the report. */
async function ledgerInWords(world: World, played: Played): Promise<string[]> {
  const rows = await world.db.rows(
    `SELECT p.id, p.kind, p.state, p.outcome, p.detail, p.error_code, p.attempts, p.sends, p.sent_at, p.last_response,
       p.doubt_ends_at, p.next_attempt_at, p.lease_until, p.enqueued
     FROM operation p JOIN "order" o ON o.id = p.order_id WHERE o.entity_id = ANY($1::bigint[]) ORDER BY p.created_at`,
    [played.orders],
  );
  const orders = await world.db.rows(
    `SELECT entity_id, state, status, sync_state, read_at, reread_since, magento_updated_at, changed_at, now() FROM "order"
     WHERE entity_id = ANY($1::bigint[])`,
    [played.orders],
  );
  const cursors = await world.db.rows(
    `SELECT stream, position, resume, failures, next_run_at, lease_until FROM sync_cursor c JOIN store s ON s.id = c.store_id
     WHERE s.code = $1`,
    [`s${played.schedule.store}`],
  );
  const deliveries = await world.db.rows(
    `SELECT seq, body::json ->> 'forwardAwb' AS awb, state, round, created_at, settled_at FROM delivery
     WHERE order_code = $1 ORDER BY seq`,
    [String(played.orders[0])],
  );
  const stock = await world.db.rows('SELECT * FROM inventory_level WHERE sku = $1', [played.sku]);
  return [
    ...played.orders.map((id) => {
      const { updated_at } = world.sandbox.store.orders.get(id)!.order;
      return `  the shop's ${id} was updated at ${updated_at}`;
    }),
    ...played.trouble.log.map((line) => `  call: ${line}`),
    ...played.answers.map(
      ({ step, answer }) =>
        `  ${step.do}: ${answer.status} ${String(answer.body['outcome'] ?? answer.body['code'])}`,
    ),
    ...played.events.map(
      ({ awb, accepted, beside }) =>
        `  event ${awb}: ${accepted ? 'accepted' : 'not accepted'}${beside ? ', beside others' : ''}`,
    ),
    ...[...rows, ...orders, ...cursors, ...deliveries, ...stock].map(
      (row) => `  row: ${JSON.stringify(row)}`,
    ),
  ];
}
