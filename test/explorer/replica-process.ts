import { join } from 'node:path';
import { DatabaseRelay } from '../support/database-relay.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { type Answer, headersFor, parsed, type Replica } from './replica.js';
import type { ShopFaults } from './shop-faults.js';

const ROOT = join(import.meta.dirname, '../..');
const SUPPORT = join(import.meta.dirname, '../support');
/** Of the statement by which a process says that a write goes out now. */
const STAMP = 'sends = sends + 1';

/** A replica that is a real process: frozen, all of it stands still, its timers as well. */
export class ReplicaProcess implements Replica {
  private readonly died = Promise.withResolvers<Answer>();

  private constructor(
    private readonly process: ServiceProcess,
    private readonly relay: DatabaseRelay,
    private readonly shop: ShopFaults,
  ) {}

  /** @param clockStep how far its clock is off, in ms */
  static async start(
    environment: Record<string, string>,
    shop: ShopFaults,
    clockStep: number,
  ): Promise<Replica> {
    const relay = await DatabaseRelay.start(environment['DATABASE_URL']!);
    const own = {
      ...environment,
      DATABASE_URL: relay.url,
      LOG_LEVEL: 'error',
      CLOCK_SHIFT_MS: String(clockStep),
    };
    const program = [
      ...['--import', join(SUPPORT, 'compile.mjs'), '--import', join(SUPPORT, 'shifted-clock.mjs')],
      join(ROOT, 'src/main.ts'),
    ];
    return new ReplicaProcess(await startServiceProcess(own, undefined, ROOT, program), relay, shop);
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    store: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const asked = fetch(`${this.process.url}${path}`, {
      method,
      headers: { ...headersFor(store, body), ...headers },
      body: body && JSON.stringify(body),
    }).then(
      async (reply): Promise<Answer> => ({ status: reply.status, body: parsed(await reply.text()) }),
      (): Answer => ({ status: 0, body: {} }),
    );
    return Promise.race([asked.catch((): Answer => ({ status: 0, body: {} })), this.died.promise]);
  }

  /**
   * At every other one between its stamp and its first byte: the process has not yet heard that it is stamped. Else when the shop gets it, from
   * whichever replica.
   */
  write(n: number): Promise<void> {
    return n % 2 === 1 ? this.relay.answered(STAMP, n) : this.shop.write(n);
  }

  cutDatabase(): void {
    this.relay.cut();
  }

  restartDatabase(over: Promise<unknown>): Promise<void> {
    return this.relay.restart(over);
  }

  freeze(): void {
    this.process.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.process.child.kill('SIGCONT');
  }

  kill(): void {
    this.process.child.kill('SIGKILL');
    this.relay.close();
    this.died.resolve({ status: 0, body: {} });
  }

  async close(): Promise<void> {
    await this.process.kill();
    this.relay.close();
  }
}
