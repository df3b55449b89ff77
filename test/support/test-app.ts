import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { BootstrapService } from '../../src/bootstrap.service.js';
import { configureApp, createAdapter } from '../../src/configure-app.js';
import { STREAM_NAMES } from '../../src/sync/streams.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { ADMIN } from '../sandbox/sandbox.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { until } from './until.js';

export interface Reply<T = any> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

export interface CallOptions {
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is. */
  rawBody?: string | Uint8Array<ArrayBuffer>;
  anonymous?: boolean;
}

export interface TestApp {
  app: NestFastifyApplication;
  url: string;
  db: TestDatabase;
  call<T = any>(method: string, path: string, options?: CallOptions): Promise<Reply<T>>;
  get<T = any>(path: string, options?: CallOptions): Promise<Reply<T>>;
  post<T = any>(path: string, body?: unknown, options?: CallOptions): Promise<Reply<T>>;
  /** Runs a stream and answers its row once it is done; a run that failed is an error. */
  sync(stream: string): Promise<Record<string, any>>;
  close(): Promise<void>;
}

export const CLIENT = { id: 'increff', secret: 'increff-secret' };
/** 32 bytes in base64. */
const SECRETS_KEY = randomBytes(32).toString('base64');

/** The environment of a service that talks to this sandbox. Streams run when asked, not by themselves. */
export function environmentFor(databaseUrl: string, sandbox: Sandbox | undefined): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    SECRETS_KEY,
    ADMIN_CLIENT_ID: CLIENT.id,
    ADMIN_CLIENT_SECRET: CLIENT.secret,
    ALLOW_PRIVATE_TARGETS: 'true',
    POLL_INTERVAL_SECONDS: '86400',
    // The sandbox commits at once, or as late as a test says.
    MAGENTO_GRACE_SECONDS: '1',
    MAGENTO_READ_LAG_SECONDS: '0',
    TIME_SCALE: '0.1',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ...(sandbox
      ? { MAGENTO_BASE_URL: sandbox.url, MAGENTO_USERNAME: ADMIN.username, MAGENTO_PASSWORD: ADMIN.password }
      : {}),
  };
}

/** The service in this process, on a database of its own. */
export async function startTestApp(
  sandbox?: Sandbox,
  environment: Record<string, string> = {},
  /** Another way to the database for the service alone, as through a proxy. */
  wayTo: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<TestApp> {
  const db = await createTestDatabase();
  const url = await wayTo(db.url);
  const config = loadConfig({ ...environmentFor(url, sandbox), ...environment });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, url),
    createAdapter(config.trustedProxies),
    {
      bufferLogs: true,
      abortOnError: false,
    },
  );
  await configureApp(app);
  await app.get(BootstrapService).run();
  await withoutNightlyPush(db);
  await quietStreams((sql, values) => db.rows(sql, values));
  await app.listen(0, '127.0.0.1');
  const served = await app.getUrl();
  const call: TestApp['call'] = (method, path, options = {}) => send(served, method, path, options);
  return {
    app,
    url: served,
    db,
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { body: body ?? {}, ...options }),
    sync: (stream) => runStream(call, stream),
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
}

/** Tests that run at two o'clock in the night look at their own stock writes only. */
export async function withoutNightlyPush(db: TestDatabase): Promise<void> {
  await db.rows(`UPDATE store SET settings = settings || '{"fullPushHour": null}'`);
}

/** No tick takes a stream of the store by itself, before or beside what the test does. */
export async function quietStreams(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
): Promise<void> {
  await query(
    `INSERT INTO sync_cursor (store_id, stream, next_run_at)
     SELECT s.id, t.stream, now() + interval '1 day' FROM store s CROSS JOIN unnest($1::text[]) AS t(stream)`,
    [[...STREAM_NAMES]],
  );
}

async function send<T>(url: string, method: string, path: string, options: CallOptions): Promise<Reply<T>> {
  const headers: Record<string, string> = options.anonymous
    ? {}
    : { authUsername: CLIENT.id, authPassword: CLIENT.secret, 'x-store-code': 'default' };
  const body = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(url + path, { method, headers: { ...headers, ...options.headers }, body });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (json ? JSON.parse(text) : undefined) as T,
  };
}

/** A store connected by the test runs by itself at the next tick; a run asked for meanwhile is asked for again. */
async function runStream(call: TestApp['call'], stream: string): Promise<Record<string, any>> {
  const started = await until(async () => {
    const reply = await call('POST', `/admin/sync/default/${stream}/run`, { body: {} });
    return reply.status === 202 ? reply : undefined;
  });
  const runId = started.body.runId as string;
  const ended = await until(async () => {
    const { body } = await call<Record<string, any>[]>('GET', `/admin/sync/runs?limit=200`);
    return body.find((run) => run['runId'] === runId && run['state'] !== 'RUNNING');
  });
  if (ended['state'] !== 'DONE') throw new Error(`${stream}: ${JSON.stringify(ended)}`);
  return ended;
}
