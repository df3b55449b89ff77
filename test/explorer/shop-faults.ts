import { setTimeout as sleep } from 'node:timers/promises';
import { html, json, page, type Passing, type Verdict } from '../sandbox/faulty-proxy.js';
import type { LaggingReplica } from '../sandbox/lagging-replica.js';
import { recordedText } from '../sandbox/recorded-orders.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ReadFault, WriteFault } from './schedule.js';

/** A shop keeps its side of the bargain: no write takes effect later than this after it was sent. */
export const LONGEST_WRITE_MS = 2300;
/** After it was sent. */
const LATE_MS = 2200;
/** Later than this after an error of its own for one of two copies, the shop shows no effect of the other one: the read lag. */
const LONGEST_COPY_MS = 590;
/** So much earlier it takes effect, since timers come late. */
const COPY_EARLY_MS = 60;
/** In which the shop carries out what has reached it. */
const LITTLE_MS = 20;
/** Longer than the service waits. */
const SILENCE_MS = 1300;

const MASKED = { message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-1' };
const DENIED = {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Sales::actions_view' },
};
const DEADLOCK = {
  message:
    'SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock; try restarting transaction',
};
const MAINTENANCE = html(503, recordedText('488-maintenance-get'));

/** What is still to go wrong with the calls of one schedule. */
export interface Trouble {
  writes: WriteFault[];
  reads: ReadFault[];
  /** What reads show. */
  replica: LaggingReplica;
  lagMs: number;
  blind: { ms: number; by: ReadFault; until?: number };
  /** Writes whose answer is given, and which the shop has not carried out yet. */
  late: Promise<unknown>[];
  /** The orders that they are about. */
  underWay: number[];
  /** Writes that came while an earlier one on their order was under way: before 2.4.7 Magento's cancel takes no lock. */
  overlaps: string[];
  /** Writes to Magento as they came in, for the record of a failing schedule. */
  log: string[];
}

/** Header by which a call says which replica makes it, and when it was sent. */
export const REPLICA = 'x-replica';
export const SENT_AT = 'x-sent-at';

/** The fault layer: knows to whose order or SKU a call belongs, and does to it what that schedule says. */
export class ShopFaults {
  readonly troubles = new Map<number, Trouble>();
  /** By store view. */
  readonly polls = new Map<number, ReadFault[]>();

  /** Those who wait until so many more writes have come. */
  private readonly moments = new Set<{ writes: number; come: () => void }>();

  constructor(private readonly sandbox: Sandbox) {
    sandbox.decide = (passing) => this.decide(passing);
  }

  /** Resolves when the shop gets its n-th write from now on. */
  write(n: number): Promise<void> {
    return new Promise((come) => this.moments.add({ writes: n, come }));
  }

  forget(schedule: number): void {
    this.troubles.delete(schedule);
  }

  private decide(passing: Passing): Verdict | undefined {
    const { method, path, query } = passing;
    if (method === 'GET' && path.endsWith('/V1/orders')) return this.ofPoll(query);
    const schedule = this.scheduleOf(passing);
    const trouble = schedule === undefined ? undefined : this.troubles.get(schedule);
    if (!trouble) return undefined;
    if (method !== 'GET') return this.ofWrite(passing, trouble);
    const { replica, lagMs, reads, blind } = trouble;
    const isBlind = Date.now() < (blind.until ?? 0);
    const verdict = readVerdict(isBlind ? blind.by : (reads.shift() ?? 'none'));
    return verdict ?? (lagMs > 0 ? { reach: 'yes', view: replica.view(lagMs) } : undefined);
  }

  private ofPoll(query: string): Verdict | undefined {
    const view = /\[field\]=store_id&[^=]*\[value\]=(\d+)/.exec(decodeURIComponent(query))?.[1];
    const fault = this.polls.get(Number(view))?.shift();
    return fault === undefined ? undefined : readVerdict(fault);
  }

  private ofWrite(
    { method, path, query, headers, body }: Passing,
    { writes, late, underWay, overlaps, log, replica, lagMs, blind }: Trouble,
  ): Verdict | undefined {
    for (const moment of this.moments) {
      if (--moment.writes > 0) continue;
      this.moments.delete(moment);
      moment.come();
    }
    const fault = writes.shift() ?? 'none';
    blind.until ??= Date.now() + blind.ms;
    const sentAt = Number(headers?.[SENT_AT] ?? Date.now());
    log.push(`replica ${String(headers?.[REPLICA])} ${method} ${path.replace(/^.*V1/, '')}: ${fault}`);
    // On a machine that is busy a call may wait longer than any shop would still take it.
    if (Date.now() - sentAt > LONGEST_WRITE_MS) return { reach: 'no', answer: 'cut' };
    const remember = (): void => {
      if (lagMs > 0) replica.remember();
    };
    remember();
    const order = this.orderOf(path, query, body);
    if (order !== undefined && underWay.includes(order)) {
      overlaps.push(`${method} ${path.replace(/^.*V1/, '')}`);
    }
    // Of a stock value, the doubt lasts for the whole grace after any answer.
    const copyEndsMs = order === undefined ? LONGEST_WRITE_MS : LONGEST_COPY_MS - lagMs;
    const verdict = writeVerdict(fault, { sentAt, copyEndsMs, remember });
    if (verdict?.late) late.push(carriedOut(verdict.late, order, underWay).then(() => sleep(LITTLE_MS)));
    return verdict;
  }

  /** The schedule whose order or SKU a call is about. Orders are {schedule}0 and {schedule}1, SKUs E-{schedule}. */
  private scheduleOf({ path, query, body }: Passing): number | undefined {
    const sku = /products\/E-(\d+)/.exec(path)?.[1];
    if (sku !== undefined) return Number(sku);
    const items = (body as { sourceItems?: { sku?: string }[] } | undefined)?.sourceItems;
    const [, first] = /^E-(\d+)$/.exec(items?.[0]?.sku ?? '') ?? [];
    if (first !== undefined) return Number(first);
    const order = this.orderOf(path, query, body);
    return order === undefined ? undefined : Math.floor(order / 10);
  }

  private orderOf(path: string, query: string, body: unknown): number | undefined {
    const track = /\/V1\/shipment\/track\/(\d+)/.exec(path)?.[1];
    if (track !== undefined) {
      return this.sandbox.store.shipments.find(({ tracks }) =>
        tracks.some((one) => one['entity_id'] === Number(track)),
      )?.order_id;
    }
    const [, kind, id] = /\/V1\/(orders?|shipment|invoices|creditmemo)\/(\d+)/.exec(path) ?? [];
    if (kind === 'orders' || kind === 'order') return Number(id);
    const { shipments, invoices, creditMemos } = this.sandbox.store;
    if (kind !== undefined) {
      const all: Record<string, { entity_id: number; order_id: number }[]> = {
        shipment: shipments,
        invoices,
        creditmemo: creditMemos,
      };
      const rows = all[kind] ?? [];
      return rows.find((one) => one.entity_id === Number(id))?.order_id;
    }
    const entity = (body as { entity?: { order_id?: number } } | undefined)?.entity;
    if (entity) return entity.order_id;
    const listed = /\[field\]=order_id&[^=]*\[value\]=(\d+)/.exec(decodeURIComponent(query));
    return listed ? Number(listed[1]) : undefined;
  }
}

/** An absolute stock value may be sent again at once, which the comparison of the last value judges. */
async function carriedOut(
  late: Promise<unknown>,
  order: number | undefined,
  underWay: number[],
): Promise<void> {
  if (order !== undefined) underWay.push(order);
  await late;
  if (order !== undefined) underWay.splice(underWay.indexOf(order), 1);
}

const SILENT = (): Pick<Verdict, 'held' | 'answer'> => ({ held: sleep(SILENCE_MS), answer: 'cut' });

function readVerdict(fault: ReadFault): Verdict | undefined {
  switch (fault) {
    case 'none':
      return undefined;
    case 'cut':
      return { reach: 'no', answer: 'cut' };
    case 'time-out':
      return { reach: 'no', ...SILENT() };
    case '502':
    case '503':
    case '504':
      return { reach: 'no', answer: page(Number(fault)) };
    case '500':
      return { reach: 'no', answer: json(500, MASKED) };
    case 'maintenance':
      return { reach: 'no', answer: MAINTENANCE };
    case 'token refused':
      return { reach: 'no', answer: json(401, DENIED) };
    case 'truncated':
      return {
        reach: 'no',
        answer: { status: 200, type: 'application/json', body: '{"items":[{"entity_id":' },
      };
    case 'page 200':
      return { reach: 'no', answer: page(200) };
    case 'empty object':
      return { reach: 'no', answer: json(200, {}) };
  }
}

const WRITE_ANSWERS: Record<string, () => Pick<Verdict, 'held' | 'answer'>> = {
  cut: () => ({ answer: 'cut' }),
  'time-out': SILENT,
  '502': () => ({ answer: page(502) }),
  '503': () => ({ answer: page(503) }),
  '504': () => ({ answer: page(504) }),
  firewall: () => ({ answer: page(403) }),
  '500': () => ({ answer: json(500, MASKED) }),
  'plugin 400': () => ({ answer: json(400, { message: 'The ERP did not take the order.' }) }),
  'page 200': () => ({ answer: page(200) }),
  truncated: () => ({ answer: { status: 200, type: 'application/json', body: '{"entity_id":' } }),
  deadlock: () => ({ answer: json(400, DEADLOCK) }),
  maintenance: () => ({ answer: MAINTENANCE }),
  'token refused': () => ({ answer: json(401, DENIED) }),
};

interface Sent {
  sentAt: number;
  /** After the answer for one of two copies, the other one takes effect no later than this. */
  copyEndsMs: number;
  /** Called before an effect that comes later. */
  remember: () => void;
}

function writeVerdict(fault: WriteFault, { sentAt, copyEndsMs, remember }: Sent): Verdict | undefined {
  if (fault === 'none') return undefined;
  if (fault === 'true, not done') {
    return { reach: 'no', answer: { status: 200, type: 'application/json', body: 'true' } };
  }
  const [, what, when = 'before'] = /^(.*?)(?:,? (before|after|late|copy))?$/.exec(fault)!;
  const answer = WRITE_ANSWERS[what!]!();
  if (when === 'copy') {
    const answeredAt = Date.now();
    const late = sleep(copyEndsMs - COPY_EARLY_MS).then(() => {
      remember();
      return Date.now() - answeredAt <= copyEndsMs;
    });
    return { reach: 'late', late, ...answer };
  }
  if (when === 'late') {
    const late = sleep(Math.max(0, sentAt + LATE_MS - Date.now())).then(() => {
      remember();
      return Date.now() - sentAt <= LONGEST_WRITE_MS;
    });
    return { reach: 'late', late, ...answer };
  }
  return { reach: when === 'before' ? 'no' : 'yes', ...answer };
}
