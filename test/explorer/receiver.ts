import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryFault } from './schedule.js';

const SLOW_MS = 300;

/** The merchants' endpoint: keeps what it got by order code, and fails as the schedules say. */
export class Receiver {
  /** AWBs of events by order code, in the order in which they came, repeats among them. */
  readonly got = new Map<string, string[]>();
  /** Codes of returns whose acknowledgement came. */
  readonly acknowledged = new Set<string>();
  readonly faults = new Map<string, DeliveryFault[]>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
    this.server.keepAliveTimeout = 30_000;
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((done) => receiver.server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
    const code = String(body['forwardOrderCode']);
    const fault = this.faults.get(code)?.shift() ?? 'none';
    if (fault === '500' || fault === '503') return void response.writeHead(Number(fault)).end('no');
    if (fault === 'cut before') return void response.destroy();
    if (body['returnOrderCode'] !== undefined) this.acknowledged.add(String(body['returnOrderCode']));
    else this.got.set(code, [...(this.got.get(code) ?? []), String(body['forwardAwb'])]);
    if (fault === 'cut after') return void response.destroy();
    if (fault === 'slow') await sleep(SLOW_MS);
    response.writeHead(200).end();
  }
}
