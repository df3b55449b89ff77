import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Accounts, type AuthOptions } from './accounts.js';
import { reservedBy } from './documents.js';
import { type Faults, noFaults, seededRandom } from './faults.js';
import { answer, type Passing, type Verdict } from './faulty-proxy.js';
import { MagentoFault } from './magento-fault.js';
import { LaggingReplica } from './lagging-replica.js';
import { type Order, type Release, magentoTime } from './magento-order.js';
import { project } from './projection.js';
import { parseQuery, type Limits } from './query.js';
import { recordedText } from './recorded-orders.js';
import { Prepared, type Route, type RouteContext } from './route.js';
import { ROUTES } from './routes.js';
import { SandboxStore } from './store.js';

export interface SandboxOptions {
  release: Release;
  auth: Partial<AuthOptions>;
  seed: number;
  limits: Limits;
  statuses: Record<string, string[]>;
  now: () => number;
  port: number;
}

/** A request that came in, for tests that look at what was sent. */
export interface Seen {
  method: string;
  path: string;
  query: string;
  body: unknown;
}

export const ADMIN = { username: 'bridge', password: 'Sandbox12345', resources: 'all' as const };
export const INTEGRATION = {
  // Magento makes them of 32 characters, and refuses others by their length.
  consumerKey: 'consumer-key-of-the-sandbox-0001',
  consumerSecret: 'consumer-secret',
  accessToken: 'access-token-of-the-sandbox-0001',
  accessTokenSecret: 'access-token-secret',
  resources: 'all' as const,
};

/** Recorded exchange 488. */
const MAINTENANCE_PAGE = recordedText('488-maintenance-get');

const STORE_VIEWS = new Set(['default', 'all']);
const BODY_LIMIT = 1024 * 1024;
const URL_LIMIT = 8192;

/** A Magento as far as this project needs one: a real HTTP server with Magento's rules, and faults on demand. */
export class Sandbox {
  readonly store: SandboxStore;
  readonly accounts: Accounts;
  private readonly replica: LaggingReplica;
  readonly faults: Faults = noFaults();
  readonly seen: Seen[] = [];
  /** Requests answered or cut so far. */
  requests = 0;
  /** Requests that are being worked on. */
  underWay = 0;
  recordRequests = false;
  /** Sees each request before anything else; its answer is written later. */
  watch: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** As a proxy in front of this shop would, without one: see FaultyProxy. */
  decide: ((passing: Passing) => Verdict | undefined) | undefined;
  limits: Limits;
  private readonly random: () => number;
  private readonly server: Server;
  private readonly statuses: Record<string, string[]> | undefined;

  private constructor(options: Partial<SandboxOptions>) {
    const now = options.now ?? Date.now;
    this.store = new SandboxStore(options.release ?? '2.4.7', now);
    this.replica = new LaggingReplica(this.store);
    this.accounts = new Accounts(
      {
        users: [ADMIN],
        integrations: [INTEGRATION],
        integrationAsBearer: false,
        twoFactor: 'off',
        tokenLifetimeSeconds: 3600,
        ...options.auth,
      },
      now,
      this.store.release,
    );
    this.limits = options.limits ?? {};
    this.statuses = options.statuses;
    this.random = seededRandom(options.seed ?? 1);
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.keepAliveTimeout = 30_000;
  }

  static async start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    const sandbox = new Sandbox(options);
    await new Promise<void>((done, fail) => {
      sandbox.server.once('error', fail);
      sandbox.server.listen(options.port ?? 0, '127.0.0.1', done);
    });
    return sandbox;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Adds an order that exists from now on; with `commitLagMs` it can be seen only later. */
  place(order: Order): void {
    this.store.stock.reserve(reservedBy(order).map(({ sku, qty }) => ({ sku, qty: -qty })));
    this.store.put(
      order,
      this.faults.commitLagMs > 0 ? this.store.now() + this.random() * this.faults.commitLagMs : 0,
    );
  }

  /** A change made in the shop itself, stamped now; with `commitLagMs` it can be seen only later. */
  change(entityId: number, edit: (order: Order) => void): void {
    const { order } = this.store.orders.get(entityId)!;
    const stamp = magentoTime(this.store.now());
    const commit = (): void => {
      edit(order);
      if (stamp > order.updated_at) order.updated_at = stamp;
      this.store.changed(order);
    };
    const lag = this.faults.commitLagMs * this.random();
    if (lag > 0) setTimeout(commit, lag);
    else commit();
  }

  /** What somebody does in the shop itself: by the same rules, but past sign-in and faults. @throws MagentoFault */
  act(method: Route['method'], path: string, body: object = {}): unknown {
    const { route, parameters } = this.match(method, `/rest/V1${path}`);
    const { store, accounts, faults, limits, statuses } = this;
    return route.run({ store, accounts, faults, limits, statuses, query: '', parameters, body });
  }

  /** Closes the connections that are kept open; the next call has to open one. */
  dropConnections(): void {
    this.server.closeIdleConnections();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++;
    this.underWay++;
    this.watch?.(request, response);
    try {
      const body = await readBody(request);
      const verdict = this.decide?.(passingOf(request, body));
      if (verdict) await this.obey(verdict, request, response, body);
      else await this.respond(request, response, body);
    } catch (error) {
      if (!response.headersSent && !response.destroyed) sendFault(response, error);
    } finally {
      this.underWay--;
    }
  }

  private async obey(
    verdict: Verdict,
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): Promise<void> {
    const own = verdict.answer;
    if (verdict.reach === 'late') {
      answer(response, own ?? 'cut');
      if ((await verdict.late) !== false) await this.respondUnseen(request, body);
      return;
    }
    if (verdict.reach === 'twice') await this.respondUnseen(request, body);
    if (verdict.reach !== 'no' && own !== undefined) await this.respondUnseen(request, body);
    await verdict.held;
    if (own !== undefined || verdict.reach === 'no') return answer(response, own ?? 'cut');
    await this.respond(request, response, body, verdict.view);
  }

  /** Done as if it were answered, but nobody gets the answer. */
  private async respondUnseen(request: IncomingMessage, body: string): Promise<void> {
    const nobody = new ServerResponse(request);
    await this.respond(request, nobody, body).catch((error: unknown) => {
      if (!(error instanceof MagentoFault)) throw error;
    });
  }

  private async respond(
    request: IncomingMessage,
    response: ServerResponse,
    text: string,
    view?: SandboxStore,
  ): Promise<void> {
    const { dateAheadMs } = this.faults.middleman;
    const shown = this.store.now() + (dateAheadMs ?? 0);
    if (dateAheadMs !== undefined) response.setHeader('date', new Date(shown).toUTCString());
    if (this.faults.latencyMs > 0) await sleep(this.faults.latencyMs);
    if (this.outage(response)) return;
    if (request.url!.length > URL_LIMIT) {
      return sendHtml(response, 414, '<html><head><title>414 Request-URI Too Large</title></head></html>');
    }
    if (text.length > BODY_LIMIT) {
      return sendHtml(response, 413, '<html><head><title>413 Request Entity Too Large</title></head></html>');
    }
    if (request.headers.accept === 'text/html') {
      return sendHtml(
        response,
        500,
        '<!doctype html><html><head><title>There has been an error processing your request</title></head></html>',
      );
    }
    const [path = '', asked = ''] = request.url!.split(/\?(.*)/s);
    if (path === '/magento_version') return sendHtml(response, 200, 'Magento/2.4 (Community)');
    const { middleman } = this.faults;
    const instead = middleman.answer?.(path, asked);
    if (instead) return void response.writeHead(instead.status, instead.headers).end(instead.text);
    const { route, parameters } = this.match(request.method!, path);
    const expired = this.chance(this.faults.expireTokenRate);
    if (expired && route.resource !== 'anonymous') this.accounts.expire(request.headers.authorization);
    const host = middleman.host?.(request.headers.host!) ?? request.headers.host;
    const url = `http://${host}${middleman.path?.(path) ?? path}`;
    this.accounts.authorize(
      { method: request.method!, url, query: asked, authorization: request.headers.authorization },
      route.resource,
    );
    const query = middleman.query?.(path, asked) ?? asked;
    const context: RouteContext = {
      store: request.method === 'GET' ? (view ?? this.replica.view(this.faults.readLagMs)) : this.store,
      accounts: this.accounts,
      faults: this.faults,
      limits: this.limits,
      statuses: this.statuses,
      query,
      parameters,
      body: parseBody(request, text),
    };
    if (this.recordRequests) this.seen.push({ method: request.method!, path, query, body: context.body });
    await this.answer(route, context, response, path);
  }

  /** Where things go wrong on purpose. Each draw happens in a fixed order, so that a seed repeats a run. */
  private async answer(
    route: Route,
    context: RouteContext,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const writes = route.writes !== undefined || route.stocks !== undefined;
    const faults = this.faults.onlyWrites && !writes ? noFaults() : this.faults;
    if (this.chance(faults.serverErrorRate)) throw MagentoFault.internal();
    if (this.chance(faults.cutBeforeRate)) return void response.destroy();
    if (writes && this.chance(faults.deadlockRate)) {
      throw MagentoFault.badRequest(
        route.deadlock ??
          'SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock; try restarting transaction',
      );
    }
    const endWrite = this.beginWrite(route, context);
    try {
      if (writes && this.chance(faults.lateCommitRate)) {
        response.destroy();
        await sleep(faults.lateMs);
        route.run(context);
        return;
      }
      const result = await this.passedOn(path, route.run(context));
      // Committed: what is still to come is the answer.
      endWrite();
      const cut = this.chance(faults.cutAfterRate);
      const cutBody = this.chance(faults.cutBodyRate);
      if (this.chance(faults.slowRate)) await sleep(faults.slowMs);
      if (cut) return void response.destroy();
      const fields = parseQuery(context.query)['fields'];
      send(response, result, typeof fields === 'string' ? fields : undefined, cutBody);
    } finally {
      endWrite();
    }
  }

  /** What the middleman makes of an answer. */
  private async passedOn(path: string, result: unknown): Promise<unknown> {
    const { body, delayMs } = this.faults.middleman;
    if (!body && !delayMs) return result;
    const plain: unknown = result instanceof Prepared ? JSON.parse(result.text) : structuredClone(result);
    const wait = (await delayMs?.(path, plain)) ?? 0;
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    return body ? body(path, plain) : plain;
  }

  private beginWrite(route: Route, context: RouteContext): () => void {
    if (this.faults.readLagMs > 0 && route.method !== 'GET') this.replica.remember();
    let end: (() => void) | undefined;
    if (route.writes) end = this.store.beginWrite(route.writes(context));
    if (route.stocks) end = this.store.stock.beginWrite(route.stocks(context));
    return () => {
      end?.();
      end = undefined;
    };
  }

  private match(method: string, path: string): { route: Route; parameters: string[] } {
    if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method)) {
      throw new MagentoFault(405, { message: `The ${method} HTTP method is not supported.` });
    }
    const parts = path
      .replace(/^\/index\.php/, '')
      .split('/')
      .filter((part) => part !== '');
    if (parts[0] !== 'rest') throw MagentoFault.noRoute();
    const rest = /^V\d+$/.test(parts[1] ?? '') ? parts.slice(1) : parts.slice(2);
    if (rest.length === parts.length - 2 && !STORE_VIEWS.has(parts[1]!)) {
      throw MagentoFault.badRequest('Specified request cannot be processed.');
    }
    if (rest[0] !== 'V1') throw MagentoFault.noRoute();
    const wanted = rest.slice(1);
    for (const route of ROUTES) {
      const parameters = matchPath(route.path.split('/').slice(1), wanted);
      if (route.method === method && parameters) return { route, parameters };
    }
    throw MagentoFault.noRoute();
  }

  private outage(response: ServerResponse): boolean {
    switch (this.faults.outage) {
      case 'none':
        return false;
      case 'maintenance':
        sendHtml(response, 503, MAINTENANCE_PAGE);
        return true;
      case 'php':
        sendHtml(response, 502, '<html><head><title>502 Bad Gateway</title></head></html>');
        return true;
      case 'database':
        response
          .writeHead(500, { 'content-type': 'text/plain;charset=UTF-8' })
          .end('An error has happened during application run. See exception log for details.');
        return true;
    }
  }

  private chance(rate: number): boolean {
    return rate > 0 && this.random() < rate;
  }
}

function passingOf(request: IncomingMessage, text: string): Passing {
  const [path = '', query = ''] = request.url!.split(/\?(.*)/s);
  const body = text === '' ? undefined : parsedOr(text);
  return { method: request.method!, path, query, body, headers: request.headers };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function matchPath(pattern: string[], path: string[]): string[] | undefined {
  if (pattern.length !== path.length) return undefined;
  const parameters: string[] = [];
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith(':')) parameters.push(decodeURIComponent(path[i]!.replaceAll('+', ' ')));
    else if (part !== path[i]) return undefined;
  }
  return parameters;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(request: IncomingMessage, text: string): unknown {
  if (request.method === 'GET') return undefined;
  const type = request.headers['content-type'];
  if (type === undefined && text !== '') throw MagentoFault.badRequest('Content-Type header is empty.');
  if (type !== undefined && !/^application\/json\b/.test(type)) {
    throw MagentoFault.badRequest(
      `Server cannot understand Content-Type HTTP header media type ${type.split(';')[0]}`,
    );
  }
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw MagentoFault.badRequest('Decoding error.');
  }
}

function send(response: ServerResponse, result: unknown, fields: string | undefined, cutBody: boolean): void {
  const text =
    result instanceof Prepared
      ? fields
        ? JSON.stringify(project(JSON.parse(result.text), fields))
        : result.text
      : JSON.stringify(project(result, fields));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(200, headers);
  if (!cutBody) return void response.end(text);
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function sendFault(response: ServerResponse, error: unknown): void {
  const fault = error instanceof MagentoFault ? error : MagentoFault.internal();
  if (typeof fault.body === 'string') {
    return void response
      .writeHead(fault.status, { 'content-type': 'text/plain;charset=UTF-8' })
      .end(fault.body);
  }
  if (!(error instanceof MagentoFault)) process.stderr.write(`sandbox: ${(error as Error).stack}\n`);
  response
    .writeHead(fault.status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(fault.body));
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8' }).end(html);
}
