import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { until } from '../support/until.js';

const ORDER_CODES = 500;

export interface Stats {
  count: number;
  distinct: number;
  p50: number;
  p99: number;
}

type Headers = (n: number) => Record<string, string>;

/** Who takes events, and where they arrive. */
export interface Source {
  url: string;
  headers: Headers;
  receiver: string;
}

let number = 0;
const agent = new Agent({ connections: 64, pipelining: 1 });

/** One event that is answered when it is accepted. */
export async function post({ url, headers }: Source): Promise<void> {
  const n = number++;
  const { statusCode, body } = await request(`${url}/notifications`, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers(n) },
    body: JSON.stringify({
      forwardOrderCode: `O${n % ORDER_CODES}`,
      forwardAwb: `A${n}`,
      courierName: String(Date.now()),
      notificationType: 'IN_TRANSIT',
      notificationUpdateTime: 1_700_000_000 + n,
    }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${text}`);
}

/** So many a second, whether or not the answers come; answers what arrived. */
export async function offer(
  source: Source,
  rate: number,
  seconds: number,
): Promise<Stats & { sent: number }> {
  await stats(source);
  const pending: Promise<void>[] = [];
  const began = performance.now();
  let sent = 0;
  while (performance.now() - began < seconds * 1000) {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent++) pending.push(post(source));
    await sleep(5);
  }
  await Promise.all(pending);
  await until(async () => ((await counted(source)) >= sent ? true : undefined), 2400);
  return { ...(await stats(source)), sent };
}

export async function counted({ receiver }: Source): Promise<number> {
  return ((await (await fetch(`${receiver}/count`)).json()) as Stats).distinct;
}

/** What arrived since the last call. */
export async function stats({ receiver }: Source): Promise<Stats> {
  return (await (await fetch(`${receiver}/stats`)).json()) as Stats;
}

/** Events a second that 64 callers can offer in so many seconds, until all have arrived. */
export async function offerAtMost(source: Source, seconds: number): Promise<number> {
  const { sent, ms } = await offerFreely(source, seconds);
  return (sent / ms) * 1000;
}

/** The same, as what it took. */
export async function offerFreely(source: Source, seconds: number): Promise<{ sent: number; ms: number }> {
  await stats(source);
  const began = performance.now();
  let sent = 0;
  const work = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1000) {
      sent++;
      await post(source);
    }
  };
  await Promise.all(Array.from({ length: 64 }, work));
  await until(async () => ((await counted(source)) >= sent ? true : undefined), 2400);
  return { sent, ms: performance.now() - began };
}
