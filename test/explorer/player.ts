import { setTimeout as sleep } from 'node:timers/promises';
import { LaggingReplica } from '../sandbox/lagging-replica.js';
import { judge } from './judge.js';
import { sendReturn } from './returns.js';
import { addForeignShipment, awbOf, changeShop, place } from './shop-side.js';
import { type Played, storeOf } from './played.js';
import type { Answer } from './replica.js';
import type { Schedule, Step, WriteStep } from './schedule.js';
import type { World } from './world.js';

/** Of a burst: so that some of them are written while others are pushed. */
const BETWEEN_VALUES_MS = 2;
/** Of no burst. */
const NEWER_VALUE = 50;

/**
 * Plays one schedule in the world, waits until everything has come to its end, and says what is wrong.
 * @param crowd whether its SKU gets a newer value while a replica is frozen
 */
export async function play(
  world: World,
  schedule: Schedule,
  calm: Promise<unknown>,
  crowd = false,
): Promise<string[]> {
  const played = begin(world, schedule);
  if (crowd && schedule.steps.some((step) => step.do === 'stock')) {
    world.duringFreeze.add((awake) =>
      sendValue(world, played, { quantity: NEWER_VALUE, later: true, replica: awake, beside: true }),
    );
  }
  await takeAll(world, played);
  await calm;
  endFaults(world, played);
  await Promise.all(played.trouble.late);
  const wrong = [...world.crashes.splice(0), ...(await judge(world, played))];
  if (wrong.length === 0) forget(world, played);
  return wrong;
}

/** Its order is in the shop, and nobody has done anything yet. */
export function begin(world: World, schedule: Schedule): Played {
  const number = world.newNumber();
  const played: Played = {
    number,
    schedule,
    orders: [],
    sku: `E-${number}`,
    shopsOwn: new Set(),
    cancelledByShop: new Set(),
    trouble: {
      writes: [...schedule.writes],
      reads: [...schedule.reads],
      replica: new LaggingReplica(world.sandbox.store, new Set([number * 10])),
      lagMs: schedule.lagMs,
      blind: { ...schedule.blind },
      late: [],
      underWay: [],
      overlaps: [],
      log: [],
    },
    answers: [],
    events: [],
    returns: [],
    stock: [],
  };
  world.faults.troubles.set(number, played.trouble);
  world.faults.polls.get(schedule.store + 1)?.push(...schedule.polls);
  if (schedule.steps.some((step) => step.do === 'stock')) world.sandbox.store.stock.add(played.sku, 100);
  place(world, played, 0);
  if (schedule.foreignShipment) addForeignShipment(world.sandbox.store, played);
  world.receiver.faults.set(String(played.orders[0]), [...schedule.deliveries]);
  return played;
}

export async function takeAll(world: World, played: Played): Promise<void> {
  const beside: Promise<void>[] = [];
  for (const step of played.schedule.steps) {
    const done = take(world, played, step);
    if (step.beside) beside.push(done);
    else await done;
  }
  await Promise.all(beside);
}

function endFaults(world: World, { trouble, orders }: Played): void {
  trouble.writes.length = 0;
  trouble.reads.length = 0;
  trouble.lagMs = 0;
  trouble.blind.until = 0;
  for (const id of orders) world.receiver.faults.delete(String(id));
}

/** The shop is kept small, so that its lists cost as little as at the beginning. */
function forget({ sandbox, faults, receiver }: World, { number, orders, sku }: Played): void {
  const gone = new Set(orders);
  const { store } = sandbox;
  for (const id of orders) {
    store.changed(store.orders.get(id)!.order);
    store.orders.delete(id);
    store.books.delete(id);
    receiver.got.delete(String(id));
  }
  for (const rows of [store.invoices, store.shipments, store.creditMemos]) {
    for (let i = rows.length - 1; i >= 0; i--) if (gone.has(rows[i]!.order_id)) rows.splice(i, 1);
  }
  store.stock.forget(sku);
  faults.forget(number);
}

async function take(world: World, played: Played, step: Step): Promise<void> {
  switch (step.do) {
    case 'wait':
      return void (await sleep(step.ms));
    case 'place':
      return place(world, played, step.lateMs);
    case 'shop':
      return changeShop(world, played, step.change);
    case 'event':
      return sendEvent(world, played, step);
    case 'stock':
      return sendValues(world, played, step);
    case 'return':
      return sendReturn(world, played, step);
    case 'acknowledge':
    case 'cancel':
    case 'invoice':
    case 'ship':
    case 'handover':
    case 'refund':
    case 'track':
    case 'void':
      return write(world, played, step);
  }
}

/** Another AWB, different with every step; a parcel that is not packed yet has no code, and is not found. */
async function requestOf(
  { db }: World,
  { orders, schedule }: Played,
  step: WriteStep,
): Promise<{ path: string; body: object }> {
  const order = orders[0]!;
  const { do: what, line, key } = step;
  const items = [{ orderItemCode: String(10 * order + line), quantity: 1 }];
  switch (what) {
    case 'invoice':
      return { path: `/orders/${order}/invoice`, body: { items } };
    case 'ship':
      return {
        path: `/orders/${order}/shipments`,
        body: { shipmentId: `P-${order}-${line}`, items, tracks: [{ trackNumber: awbOf(order, line) }] },
      };
    case 'refund':
      // Another refund of the same line is asked for under another id.
      return {
        path: `/orders/${order}/refunds`,
        body: { refundId: `F-${order}-${line}${key ? '-more' : ''}`, items },
      };
    case 'acknowledge':
    case 'cancel':
    case 'handover':
      return { path: `/orders/${order}/${what}`, body: {} };
    case 'track':
    case 'void': {
      const sql = 'SELECT shipment_code AS code FROM shipment WHERE shipment_id = $1';
      const [parcel] = await db.rows<{ code: string | null }>(sql, [`P-${order}-${line}`]);
      const path = `/shipments/${parcel?.code ?? 'none'}/${what === 'void' ? what : 'tracks'}`;
      const trackNumber = `${awbOf(order, line)}-${schedule.steps.indexOf(step)}`;
      return { path, body: what === 'void' ? {} : { trackNumber } };
    }
  }
}

/** The caller asks, perhaps twice at the same time, and asks again while the answer is not final. */
async function write(world: World, played: Played, step: WriteStep): Promise<void> {
  const { path, body } = await requestOf(world, played, step);
  const headers: Record<string, string> = {
    ...(step.later ? { prefer: 'respond-async' } : {}),
    ...(step.key ? { 'idempotency-key': `${played.number} ${played.schedule.steps.indexOf(step)}` } : {}),
  };
  const ask = async (replica: number): Promise<Answer> => {
    const answer = await world.replicas[replica]!.ask('POST', path, storeOf(played), body, headers);
    played.answers.push({ step, answer });
    return answer;
  };
  for (let tries = 0; tries <= step.again; tries++) {
    const asked = [ask(step.replica), ...(step.twice ? [ask(1 - step.replica)] : [])];
    const answers = await Promise.all(asked);
    if (
      answers.some(({ status, body }) => status === 200 || status === 202 || body['outcome'] === 'REFUSED')
    ) {
      return;
    }
    await sleep(50 + 50 * tries);
  }
}

async function sendValues(world: World, played: Played, step: Step & { do: 'stock' }): Promise<void> {
  const values = Array.from({ length: step.burst }, (_, i) => ({
    ...step,
    quantity: step.quantity + i,
    replica: ((step.replica + i) % 2) as 0 | 1,
    beside: step.beside || step.burst > 1,
  }));
  await Promise.all(
    values.map(async (value, i) => {
      await sleep(i * BETWEEN_VALUES_MS);
      await sendValue(world, played, value);
    }),
  );
}

async function sendValue(
  world: World,
  played: Played,
  { quantity, later, replica, beside }: Omit<Step & { do: 'stock' }, 'do' | 'burst'>,
): Promise<void> {
  const sent = { quantity, accepted: false, beside };
  played.stock.push(sent);
  const headers: Record<string, string> = later ? { prefer: 'respond-async' } : {};
  const answer = await world.replicas[replica]!.ask(
    'PUT',
    `/inventory/${played.sku}`,
    storeOf(played),
    { quantity },
    headers,
  );
  sent.accepted = answer.status === 200 || answer.status === 202;
}

async function sendEvent(
  world: World,
  played: Played,
  { replica, beside }: Step & { do: 'event' },
): Promise<void> {
  const sent = { awb: `V-${played.number}-${played.events.length}`, accepted: false, beside };
  played.events.push(sent);
  const answer = await world.replicas[replica]!.ask('POST', '/notifications', storeOf(played), {
    forwardOrderCode: String(played.orders[0]),
    forwardAwb: sent.awb,
    notificationType: 'PICKED_UP',
    notificationUpdateTime: 1_700_000_000 + played.events.length,
  });
  sent.accepted = answer.status >= 200 && answer.status < 300;
}
