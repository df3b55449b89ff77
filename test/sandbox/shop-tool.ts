import type { IncomingMessage, ServerResponse } from 'node:http';
import { seededRandom } from './faults.js';
import { page } from './faulty-proxy.js';
import { generateOrder } from './generator.js';
import type { Order, Release } from './magento-order.js';
import { Sandbox } from './sandbox.js';

const KEPT_CALLS = 200;
const DAY_MS = 86_400_000;
/** Orders of the start were placed in so many days. */
const DAYS = 30;
const SLOW_MS = 3000;
const IN_STOCK = 1000;

/** Faults by name: what happens, and the rate of the sandbox that it is. A number is the status of a proxy's page, without effect. */
export const FAULTS = {
  'cut-before': ['cutBeforeRate', 'the connection is cut, nothing was done'],
  'cut-after': ['cutAfterRate', 'the connection is cut, all was done'],
  'cut-body': ['cutBodyRate', 'half of the answer comes'],
  late: ['lateCommitRate', 'the connection is cut, and a write is done later'],
  deadlock: ['deadlockRate', 'a write answers 400 as after a deadlock'],
  error: ['serverErrorRate', "500 in Magento's own words"],
  slow: ['slowRate', `the answer takes ${SLOW_MS / 1000} s`],
  token: ['expireTokenRate', 'the token is expired'],
} as const;
type FaultName = keyof typeof FAULTS;

export interface ToolCall {
  at: number;
  method: string;
  url: string;
  /** Undefined: no answer. */
  status: number | undefined;
  ms: number;
}

/** A Magento double for anybody who integrates with Magento: its shop, what is called, and what goes wrong. */
export class ShopTool {
  readonly calls: ToolCall[] = [];
  /** Statuses of pages, and the share of calls that get one. */
  private readonly pages = new Map<number, number>();
  private readonly random = seededRandom(1);
  private lastId = 0;

  private constructor(readonly sandbox: Sandbox) {
    sandbox.watch = (request, response) => this.record(request, response);
    sandbox.decide = () => {
      const status = this.drawn();
      return status === undefined ? undefined : { reach: 'no', answer: page(status) };
    };
    sandbox.faults.slowMs = SLOW_MS;
    sandbox.faults.lateMs = SLOW_MS;
  }

  static async start(options: { release: Release; port: number; orders: number }): Promise<ShopTool> {
    const { release, port, orders } = options;
    const tool = new ShopTool(await Sandbox.start({ release, port }));
    const from = Date.now() - DAYS * DAY_MS;
    for (let i = 0; i < orders; i++) tool.place(from + (i * DAYS * DAY_MS) / orders);
    return tool;
  }

  /** The rates that are set, as the command line takes them. */
  get faults(): string[] {
    const { faults } = this.sandbox;
    const named = Object.entries(FAULTS).map(([name, [rate]]) => [name, faults[rate]] as const);
    return [...this.pages, ...named]
      .filter(([, rate]) => rate > 0)
      .map(([name, rate]) => `${name}:${rate * 100}%`);
  }

  /** @param text as `503:2%`; with 0% it ends. @throws Error that says how */
  cause(text: string): void {
    const [, name, percent] = /^([a-z-]+|[45]\d\d):(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
    const rate = Number(percent) / 100;
    const isKnown = name !== undefined && (/^\d/.test(name) || Object.hasOwn(FAULTS, name));
    if (!isKnown || !(rate <= 1)) {
      throw new Error(
        `A fault is a status from 400 to 599 or ${Object.keys(FAULTS).join(', ')}, with its share: 503:2%`,
      );
    }
    if (/^\d/.test(name)) this.pages.set(Number(name), rate);
    else this.sandbox.faults[FAULTS[name as FaultName][0]] = rate;
  }

  calm(): void {
    this.pages.clear();
    for (const [rate] of Object.values(FAULTS)) this.sandbox.faults[rate] = 0;
  }

  /** A customer's. @returns its id */
  place(createdAt = Date.now()): number {
    const { store } = this.sandbox;
    const entityId = ++this.lastId;
    const order = generateOrder({ entityId, createdAt, lines: 2, varied: true });
    for (const { sku } of order.items) if (!store.stock.find(sku)) store.stock.add(sku, IN_STOCK);
    this.sandbox.place(order);
    return entityId;
  }

  /** The newest first. */
  newest(most: number): Order[] {
    const { orders } = this.sandbox.store;
    return [...orders.values()]
      .slice(-most)
      .map(({ order }) => order)
      .toReversed();
  }

  /** As the payment method does it. @throws MagentoFault */
  pay(id: number): void {
    this.sandbox.act('POST', `/order/${id}/invoice`, { capture: true });
  }

  /** @throws MagentoFault, and Error where Magento says no in its own way */
  cancel(id: number): void {
    const done = this.sandbox.act('POST', `/orders/${id}/cancel`);
    if (done !== true) throw new Error('Magento does not cancel this order.');
  }

  /** By an administrator: the street that the goods go to. */
  edit(id: number, street: string): void {
    if (!this.sandbox.store.find(id)) throw new Error(`There is no order ${id}.`);
    this.sandbox.change(id, (order) => {
      for (const one of order.extension_attributes.shipping_assignments) {
        Object.assign(one.shipping['address'] as object, { street: [street] });
      }
    });
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** One number decides for all statuses: their shares add up. */
  private drawn(): number | undefined {
    let left = this.random();
    for (const [status, rate] of this.pages) {
      if (left < rate) return status;
      left -= rate;
    }
    return undefined;
  }

  private record(request: IncomingMessage, response: ServerResponse): void {
    const at = Date.now();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : undefined;
      this.calls.unshift({ at, method: request.method!, url: request.url!, status, ms: Date.now() - at });
      this.calls.splice(KEPT_CALLS);
    });
  }
}
