import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxStore } from './store.js';

/** A request on its way through. */
export interface Passing {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  body: unknown;
  headers?: IncomingMessage['headers'];
}

/** What the proxy does with one request. `reach`: whether the shop gets it, and when. */
export interface Verdict {
  reach: 'yes' | 'no' | 'late' | 'twice';
  /** With `twice`: the first answer is lost behind the proxy, which sends the request again; runs in between. */
  between?: () => void;
  /** With `late`: when the shop gets it, while the caller has its answer already. Resolved with false: never. */
  late?: Promise<unknown>;
  /** The caller's answer comes no earlier. */
  held?: Promise<unknown>;
  /** What a read is answered from, in a shop that is asked for it directly. */
  view?: SandboxStore;
  /** What the caller gets; left out: the shop's own answer. */
  answer?: 'cut' | { status: number; type: string; body: string; headers?: Record<string, string> };
}

const HTML = 'text/html; charset=UTF-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** The page of a proxy or cloud front. */
export function page(status: number): Verdict['answer'] {
  return {
    status,
    type: HTML,
    body: `<html><head><title>${status}</title></head><body>${status}</body></html>`,
  };
}

export function json(status: number, body: object | boolean): Verdict['answer'] {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}

export function html(status: number, body: string): Verdict['answer'] {
  return { status, type: HTML, body };
}

/**
 * A proxy in front of a shop, as Varnish, a load balancer or a cloud front may stand there: it passes requests on, and may
 * throw the answer away and give one of its own.
 */
export class FaultyProxy {
  /** Asked for each request; undefined passes it on untouched. */
  decide: (passing: Passing) => Verdict | undefined = () => undefined;
  private readonly server: Server;

  private constructor(private readonly target: string) {
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.keepAliveTimeout = 30_000;
  }

  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((done) => proxy.server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** New connections are refused from here on, until it listens again; who is being answered hears it to the end. */
  refuseConnections(): () => Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    this.server.close();
    return () => new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [path = '', query = ''] = request.url!.split(/\?(.*)/s);
    const verdict = this.decide({ method: request.method!, path, query, body: parsed(body) }) ?? {
      reach: 'yes',
    };
    if (verdict.reach === 'late') {
      answer(response, verdict.answer ?? 'cut');
      await verdict.late;
      await this.forward(request, body);
      return;
    }
    if (verdict.reach === 'twice') {
      await this.forward(request, body);
      verdict.between?.();
    }
    const own = verdict.reach === 'no' ? undefined : await this.forward(request, body);
    await verdict.held;
    if (!this.server.listening) response.setHeader('connection', 'close');
    answer(response, verdict.answer ?? own ?? 'cut');
  }

  /** The shop's answer; undefined when it gave none. */
  private forward(request: IncomingMessage, body: Buffer): Promise<Verdict['answer']> {
    return new Promise((done) => {
      const onward = httpRequest(
        this.target + request.url!,
        { method: request.method, headers: request.headers },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () =>
            done({
              status: reply.statusCode!,
              type: reply.headers['content-type'] ?? JSON_TYPE,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          reply.on('error', () => done(undefined));
        },
      );
      onward.on('error', () => done(undefined));
      onward.end(body);
    });
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

export function answer(response: ServerResponse, what: NonNullable<Verdict['answer']>): void {
  if (what === 'cut') return void response.destroy();
  const text = Buffer.from(what.body);
  response.writeHead(what.status, {
    ...what.headers,
    'content-type': what.type,
    'content-length': text.length,
    date: new Date().toUTCString(),
  });
  response.end(text);
}
