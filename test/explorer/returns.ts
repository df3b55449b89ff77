import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from './books.js';
import { type Played, storeOf } from './played.js';
import type { Step } from './schedule.js';
import { place } from './shop-side.js';
import { REFUNDS_RETURNS, type World } from './world.js';

/** A shipped order of its own, a return of one of its units, and the result of the check; asked again until it is final. */
export async function sendReturn(
  world: World,
  played: Played,
  { replica, twice, again }: Step & { do: 'return' },
): Promise<void> {
  place(world, played, 0, 2);
  const order = played.orders.at(-1)!;
  world.receiver.faults.set(String(order), [...played.schedule.deliveries]);
  const sent = { code: `R-${order}`, accepted: false };
  played.returns.push(sent);
  const announcement = {
    forwardOrderCode: String(order),
    returnOrderCode: sent.code,
    locationCode: 'WH1',
    returnOrderTime: '2026-10-16T20:22:28.000+05:30',
    orderType: 'CUSTOMER_RETURN',
    awbNumber: `B-${order}`,
    transporter: 'Delhivery',
    orderItems: [
      {
        itemCode: `U-${order}`,
        channelSkuCode: `L-${order}-0`,
        reason: 'Different size',
        enableDoorStepQc: 'true',
      },
    ],
  };
  const result = { orderItems: [{ itemCode: `U-${order}`, qcStatus: 'PASS' }] };
  const ask = async (path: string, body: object): Promise<boolean> => {
    for (let tries = 0; tries <= again; tries++) {
      const replicas = twice ? [replica, 1 - replica] : [replica];
      const answers = await Promise.all(
        replicas.map((one) => world.replicas[one]!.ask('POST', path, storeOf(played), body)),
      );
      if (answers.some(({ status }) => status === 200)) return true;
      await sleep(50 + 50 * tries);
    }
    return false;
  };
  if (!(await ask('/return/return-orders', announcement))) return;
  sent.accepted = await ask(`/return/return-orders/${sent.code}/processing`, result);
}

/** Where the store gives returns back, an accepted result has its refund in the ledger; its effect is counted with the others. */
export function judgeReturnRefunds({ returns, schedule }: Played, entries: Entry[]): string[] {
  if (!REFUNDS_RETURNS.has(schedule.store)) return [];
  const keys = new Set(entries.filter(({ kind }) => kind === 'REFUND').map(({ key }) => key));
  return returns
    .filter(({ code, accepted }) => accepted && !keys.has(`return:${code}:U-${code.slice(2)}`))
    .map(({ code }) => `the refund of ${code} is lost`);
}

/** One acknowledgement for each return that was processed, none for another one; and it came. */
export async function judgeReturns({ db, receiver }: World, { returns }: Played): Promise<string[]> {
  if (returns.length === 0) return [];
  const rows = await db.rows<{ code: string; state: string; deliveries: number }>(
    `SELECT r.return_order_code AS code, r.sync_state AS state,
       (SELECT count(*)::int FROM delivery d WHERE d.kind = 'RETURN_ACK' AND d.order_code = r.forward_order_code) AS deliveries
     FROM return_order r WHERE r.return_order_code = ANY($1::text[])`,
    [returns.map(({ code }) => code)],
  );
  return returns.flatMap(({ code, accepted }) => {
    const row = rows.find((one) => one.code === code);
    const processed = row?.state === 'PROCESSED';
    if (accepted && !processed) {
      return [`the result of ${code} was accepted, and the return is ${row?.state}`];
    }
    const expected = processed ? 1 : 0;
    const made = row?.deliveries ?? 0;
    if (made !== expected) return [`${code} (${row?.state}) has ${made} acknowledgements`];
    return processed && !receiver.acknowledged.has(code) ? [`the acknowledgement of ${code} never came`] : [];
  });
}
