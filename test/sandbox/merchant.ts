import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A delivery that came in. */
export interface Received {
  method: string;
  path: string;
  id: string;
  headers: IncomingMessage['headers'];
  text: string;
  body: any;
  /** True when a signature of a live secret is right. */
  signed: boolean;
  at: number;
}

/** What the endpoint does instead of answering 200. */
export interface Mischief {
  status?: number;
  headers?: Record<string, string>;
  /** What it says where it refuses. */
  answer?: (request: IncomingMessage) => string;
  /** Share of requests that it concerns. */
  rate?: number;
  /** Milliseconds before the answer. */
  delayMs?: number;
  /** Answers no earlier than this is resolved. */
  until?: Promise<void>;
  /** Cuts the connection. */
  hangUp?: boolean;
  /** Never ends its answer. */
  endless?: boolean;
  /** Only of these orders. */
  orderCode?: string;
}

/** The merchant's endpoint: checks signatures, records, and misbehaves on demand. */
export class Merchant {
  readonly received: Received[] = [];
  mischief: Mischief = {};
  secrets: string[] = [];
  /** Tries that were not answered 2xx. */
  refused = 0;
  /** Tries that wait for an answer. */
  held = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.keepAliveTimeout = 30_000;
  }

  static async start(): Promise<Merchant> {
    const merchant = new Merchant();
    await new Promise<void>((done) => merchant.server.listen(0, '127.0.0.1', done));
    return merchant;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const body = JSON.parse(text) as { forwardOrderCode?: string };
    const { mischief } = this;
    const concerned =
      Math.random() < (mischief.rate ?? 1) &&
      (mischief.orderCode === undefined || mischief.orderCode === body.forwardOrderCode);
    if (concerned && mischief.delayMs) await sleep(mischief.delayMs);
    if (concerned && mischief.until) {
      this.held++;
      await mischief.until;
      this.held--;
    }
    if (concerned && mischief.hangUp) {
      this.refused++;
      return void request.socket.destroy();
    }
    const status = concerned ? (mischief.status ?? 200) : 200;
    if (status < 200 || status >= 300) {
      this.refused++;
      return void response.writeHead(status, mischief.headers).end(mischief.answer?.(request) ?? 'no');
    }
    this.received.push({
      method: request.method!,
      path: request.url!,
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      text,
      body,
      signed: this.isSigned({ headers: request.headers, text }),
      at: Date.now(),
    });
    response.writeHead(status, mischief.headers);
    if (!concerned || !mischief.endless) return void response.end();
    const more = setInterval(() => response.write('x'.repeat(10_000)), 10);
    response.once('close', () => clearInterval(more));
  }

  /** By a secret that is known now: what came before it was known may be right. */
  isSigned({ headers, text }: Pick<Received, 'headers' | 'text'>): boolean {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
    return this.secrets.some((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const right = createHmac('sha256', key)
        .update(`${String(id)}.${String(at)}.${text}`)
        .digest('base64');
      return String(signatures).split(' ').includes(`v1,${right}`);
    });
  }
}
