import pg from 'pg';
import { AS_SERVICE } from '../support/test-database.js';
import { ADMIN } from '../sandbox/sandbox.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const SECRETS_KEY = Buffer.alloc(32, 7).toString('base64');
export const CLIENT = { clientId: 'bench', clientSecret: 'bench-secret' };

/** The built service on a database of its own, with streams that run only when asked. */
export class BenchBridge {
  private constructor(
    public service: ServiceProcess,
    readonly db: pg.Pool,
    private readonly token: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async start(
    databaseUrl: string,
    shopUrl: string,
    extra: Record<string, string> = {},
  ): Promise<BenchBridge> {
    const environment = {
      DATABASE_URL: databaseUrl,
      SECRETS_KEY,
      ADMIN_CLIENT_ID: CLIENT.clientId,
      ADMIN_CLIENT_SECRET: CLIENT.clientSecret,
      MAGENTO_BASE_URL: shopUrl,
      MAGENTO_USERNAME: ADMIN.username,
      MAGENTO_PASSWORD: ADMIN.password,
      ALLOW_PRIVATE_TARGETS: 'true',
      RATE_LIMIT_PER_MINUTE: '100000000',
      LOG_LEVEL: 'warn',
      ...extra,
    };
    const first = await startServiceProcess({ ...environment, ROLE: 'api' });
    await first.stop();
    const db = new pg.Pool({ connectionString: databaseUrl, max: 2, options: AS_SERVICE });
    await db.query('UPDATE store SET base_url = $1', [shopUrl]);
    await db.query(
      `INSERT INTO sync_cursor (store_id, stream, next_run_at)
       SELECT 1, unnest(ARRAY['orders.new', 'orders.pending', 'orders.changed', 'orders.cancelled']), now() + interval '1 day'
       ON CONFLICT DO NOTHING`,
    );
    const service = await startServiceProcess(environment, (text) => process.stderr.write(text));
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(CLIENT),
    };
    const { accessToken } = (await (await fetch(`${service.url}/auth/token`, post)).json()) as {
      accessToken: string;
    };
    return new BenchBridge(service, db, accessToken, environment);
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'x-store-code': 'default' };
  }

  /** Reads the whole shop from the start; answers milliseconds from the request to the last page's commit. */
  async importAll(): Promise<number> {
    await this.db.query('UPDATE sync_cursor SET position = NULL, resume = NULL');
    return this.run('orders.changed');
  }

  async settings(settings: object): Promise<void> {
    const reply = await fetch(`${this.service.url}/admin/stores/default`, {
      method: 'PUT',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ settings }),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }

  /** Milliseconds of one run. */
  async run(stream: string): Promise<number> {
    const reply = await fetch(`${this.service.url}/admin/sync/default/${stream}/run`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: '{}',
    });
    const { runId } = (await reply.json()) as { runId: string };
    const run = await until(async () => {
      const { rows } = await this.db.query<{ state: string; ms: number; error_message: string }>(
        'SELECT state, extract(epoch FROM finished_at - started_at) * 1000 AS ms, error_message FROM sync_run WHERE id = $1',
        [runId],
      );
      return rows[0]!.state === 'RUNNING' ? undefined : rows[0];
    }, 6000);
    if (run.state !== 'DONE') throw new Error(run.error_message);
    return Number(run.ms);
  }

  /** SIGKILL, and a new process on the same database. */
  async killAndRestart(): Promise<void> {
    await this.service.kill();
    this.service = await startServiceProcess(this.environment, (text) => process.stderr.write(text));
  }

  async call(method: string, path: string, body: object, more: Record<string, string> = {}): Promise<any> {
    const reply = await fetch(this.service.url + path, {
      method,
      headers: { ...this.headers, 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
    const answer: unknown = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async forgetOrders(): Promise<void> {
    await this.db.query('TRUNCATE order_event, order_item, "order", operation CASCADE');
  }

  async stop(): Promise<void> {
    await this.db.end();
    await this.service.stop();
  }
}
