import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/platform/time/clock.js';
import { time } from '../../src/platform/time/time.js';
import { ADMIN, Sandbox } from '../sandbox/sandbox.js';
import { CLIENT } from '../support/test-app.js';
import type { TestDatabase } from '../support/test-database.js';
import { OpenWork } from './open-work.js';
import { Pace } from './pace.js';
import { Receiver } from './receiver.js';
import { type Replica, ReplicaHere } from './replica.js';
import { ReplicaProcess } from './replica-process.js';
import { type ProcessEvent, STORES } from './schedule.js';
import { ShopFaults } from './shop-faults.js';

const CLOCK_STEP_MS = 90_000;
const RESTART_MS = 700;
/** For events that wait for a write which does not come. */
const LAST_MOMENT_MS = 2000;
const WRONG_CLOCK_MS = 2500;
/** Newer values come early in a freeze, so that they are written before it ends. */
const FROZEN_BEFORE_NEWS = 0.2;

export interface Options {
  db: TestDatabase;
  /** Whether processes are frozen, cut off and killed. */
  fragile: boolean;
  /** Whether replicas are processes of their own: their clocks are wrong from start to end. */
  processes?: boolean;
}

/** One shop, one database, one merchant, two replicas of the service: all schedules are played in it, side by side. */
export class World {
  readonly replicas: Replica[] = [];
  readonly pace = new Pace();
  /** Errors that nobody caught: each would have ended a process of the service. */
  readonly crashes: string[] = [];
  /** What callers ask of the replica that is awake, once the other one has stood still for a while. */
  readonly duringFreeze = new Set<(awake: 0 | 1) => Promise<void>>();
  private readonly environment: Record<string, string>;
  private clockStep = 0;
  private nextSchedule = 1;
  private readonly starting = new Map<number, Promise<void>>();

  private constructor(
    private readonly options: Options,
    readonly sandbox: Sandbox,
    readonly faults: ShopFaults,
    readonly receiver: Receiver,
    readonly open: OpenWork,
  ) {
    this.environment = environmentOf(options);
  }

  static async start(options: Options): Promise<World> {
    const sandbox = await Sandbox.start();
    const world = new World(
      options,
      sandbox,
      new ShopFaults(sandbox),
      await Receiver.start(),
      new OpenWork(options.db),
    );
    await world.prepare();
    return world;
  }

  get db(): TestDatabase {
    return this.options.db;
  }

  /** Of a schedule that is about to be played: its orders, its SKU and its events are named by it. */
  newNumber(): number {
    return this.nextSchedule++;
  }

  async close(): Promise<void> {
    this.open.close();
    this.pace.close();
    await Promise.all(this.replicas.map((replica) => replica.close()));
    await this.receiver.close();
    await this.sandbox.close();
  }

  async happen({ what, replica, atMs, atWrite, frozenMs }: ProcessEvent): Promise<void> {
    await (atWrite === 0
      ? sleep(atMs)
      : Promise.race([this.replicas[replica]!.write(atWrite), sleep(LAST_MOMENT_MS)]));
    switch (what) {
      case 'cut database':
        return this.replicas[replica]!.cutDatabase();
      case 'restart database':
        return this.restartDatabase();
      case 'freeze':
        return this.standStill(replica, frozenMs);
      case 'kill':
        return this.startAgain(replica, 0);
      case 'clock forth':
      case 'clock back':
        if (this.options.processes) {
          return this.startAgain(replica, what === 'clock forth' ? CLOCK_STEP_MS : -CLOCK_STEP_MS);
        }
        this.clockStep += what === 'clock forth' ? CLOCK_STEP_MS : -CLOCK_STEP_MS;
        // The faults of the wave are not over while it is wrong.
        return sleep(WRONG_CLOCK_MS);
    }
  }

  /** When the faults are over, clocks are right again. */
  setClockRight(): void {
    this.clockStep = 0;
  }

  private async standStill(replica: 0 | 1, ms: number): Promise<void> {
    this.replicas[replica]!.freeze();
    await sleep(ms * FROZEN_BEFORE_NEWS);
    const news = [...this.duringFreeze].map((ask) => ask(replica === 0 ? 1 : 0));
    await sleep(ms * (1 - FROZEN_BEFORE_NEWS));
    this.replicas[replica]!.thaw();
    await Promise.all(news);
  }

  private async restartDatabase(): Promise<void> {
    const over = sleep(RESTART_MS);
    await Promise.all(this.replicas.map((one) => one.restartDatabase(over)));
  }

  /** One after the other: of two that are started at once, one would be left over. */
  private startAgain(replica: number, clockStep: number): Promise<void> {
    const before = this.starting.get(replica) ?? Promise.resolve();
    const started = before.then(async () => {
      this.replicas[replica]!.kill();
      this.replicas[replica] = await this.startReplica(replica, clockStep);
    });
    this.starting.set(replica, started);
    return started;
  }

  private startReplica(number: number, clockStep = 0): Promise<Replica> {
    return this.options.processes
      ? ReplicaProcess.start(this.environment, this.faults, clockStep)
      : ReplicaHere.start(number, this.environment, this.options.fragile);
  }

  private async prepare(): Promise<void> {
    time.useClock({ ...systemClock, now: () => Date.now() + this.clockStep });
    this.replicas.push(await this.startReplica(0));
    for (let store = 0; store < STORES; store++) await this.addStore(store);
    this.replicas.push(await this.startReplica(1));
    await this.db.rows(
      `INSERT INTO sync_cursor (store_id, stream, next_run_at) SELECT id, 'orders.sweep', now() + interval '1 day' FROM store
       ON CONFLICT (store_id, stream) DO UPDATE SET next_run_at = excluded.next_run_at`,
    );
  }

  /** It finds source items, and stock goes by these. */
  private async check(store: number): Promise<void> {
    const { body } = await this.replicas[0]!.ask('POST', `/admin/stores/s${store}/check`, `s${store}`);
    if (body.state !== 'well') throw new Error(`not well: ${JSON.stringify(body)}`);
  }

  private async addStore(store: number): Promise<void> {
    this.faults.polls.set(store + 1, []);
    const made = await this.replicas[0]!.ask('POST', '/admin/stores', 's0', {
      code: `s${store}`,
      baseUrl: this.sandbox.url,
      credentials: { scheme: 'admin', username: ADMIN.username, password: ADMIN.password },
      settings: settingsOf(store),
    });
    if (made.status !== 201) throw new Error(`no store: ${JSON.stringify(made)}`);
    if (store === CHECKED) await this.check(store);
    for (const kind of ['NOTIFICATION', 'RETURN_ACK']) {
      const path = `/admin/stores/s${store}/endpoints/${kind}`;
      const endpoint = await this.replicas[0]!.ask('PUT', path, `s${store}`, { url: this.receiver.url });
      if (endpoint.status !== 200) throw new Error(`no endpoint: ${JSON.stringify(endpoint)}`);
    }
  }
}

/** A store whose check chose how its stock is written. */
const CHECKED = 1;

/** Stores that give returned units back once they have passed their check. */
export const REFUNDS_RETURNS = new Set([4, 6]);

/** Two of each kind of shop there is. */
function settingsOf(store: number): object {
  return {
    storeIds: [store + 1],
    pollIntervalSeconds: 2,
    overlapSeconds: 2,
    fullPushHour: null,
    shipmentMode: 'documented',
    ...(store === 2 ? { shipmentMode: 'ship-once', shipAt: 'atShipment' } : {}),
    ...(store === 3 ? { shipmentMode: 'ship-once', shipAt: 'atHandover' } : {}),
    ...(store === 4 ? { acknowledgeStatus: null } : {}),
    ...(store === 5 ? { autoInvoice: true } : {}),
    ...(store === 6 ? { inventoryMode: 'sourceItems' } : {}),
    ...(REFUNDS_RETURNS.has(store) ? { refundReturns: ['CUSTOMER_RETURN'] } : {}),
  };
}

function environmentOf({ db, fragile }: Options): Record<string, string> {
  return {
    DATABASE_URL: db.url,
    SECRETS_KEY: randomBytes(32).toString('base64'),
    ADMIN_CLIENT_ID: CLIENT.id,
    ADMIN_CLIENT_SECRET: CLIENT.secret,
    ALLOW_PRIVATE_TARGETS: 'true',
    RATE_LIMIT_PER_MINUTE: '10000000',
    POLL_INTERVAL_SECONDS: '2',
    TIME_SCALE: '0.02',
    MAGENTO_TIMEOUT_MS: '700',
    // Where processes freeze, with writes that wait for a free slot.
    MAGENTO_CONCURRENCY: fragile ? '4' : '64',
    // A shop holds a write for 2.3 s at most; a frozen process may send it two seconds after its stamp.
    MAGENTO_GRACE_SECONDS: fragile ? '4.5' : '2.7',
    MAGENTO_READ_LAG_SECONDS: '0.6',
    LOG_LEVEL: process.env['EXPLORE_LOG'] ?? 'silent',
  };
}
