import type { ClientRequest, IncomingMessage } from 'node:http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { GuardedAgents } from '../platform/outgoing/guarded-agents.js';
import { openRequest } from '../platform/outgoing/outgoing-http.js';
import { TargetRules } from '../platform/outgoing/target-rules.js';
import {
  type EndpointSecrets,
  LeaseOverError,
  MOST_PER_ENDPOINT,
  type Outgoing,
  type SendLease,
  type SendResult,
  TRY_MS,
} from './delivery.types.js';
import { DeliveryRoutes, type DeliveryTarget } from './delivery-routes.js';
import { signatureHeaders } from './signature.js';
import { StoreMode } from '../platform/outgoing/store-mode.js';
import { redact } from '../platform/text/redact.js';
import { time } from '../platform/time/time.js';

const CONNECT_MS = 3000;
const READ_BYTES = 16 * 1024;
const KEPT_CHARACTERS = 2000;
const USER_AGENT = 'magento-oms-bridge';
const FAULT_SECONDS = 30;
/** Headers that we send and that hold no secret. */
const PUBLIC_HEADERS = new Set([
  ...['content-type', 'content-length', 'user-agent', 'webhook-id', 'webhook-timestamp', 'traceparent'],
  ...['bridge-kind', 'bridge-event', 'bridge-test'],
]);
/** No descriptor, port or memory left for a socket: the endpoint has nothing to do with it. */
const OUR_FAULTS = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);

type Answer = Pick<SendResult, 'status' | 'error' | 'retryAfterSeconds' | 'response' | 'unsentForSeconds'>;

interface Message extends DeliveryTarget {
  headers: Record<string, string>;
}

/** Which secret context an endpoint's box is bound to. */
export function contextOf(storeId: number, kind: string): string {
  return `endpoint:${storeId}:${kind}`;
}

/**
 * The one place where deliveries leave: nothing for a store in shadow mode. One try: 3 s to connect, 15 s in all, no redirects, at
 * most 16 KiB read, private addresses refused at connection.
 */
@Injectable()
export class DeliverySender implements OnApplicationShutdown {
  private readonly agents: GuardedAgents;

  constructor(
    config: AppConfig,
    private readonly box: SecretBox,
    private readonly routes: DeliveryRoutes,
  ) {
    const options = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: MOST_PER_ENDPOINT };
    this.agents = new GuardedAgents(new TargetRules(config), options);
  }

  onApplicationShutdown(): void {
    this.agents.destroy();
  }

  async send(delivery: Outgoing): Promise<SendResult> {
    const at = time.date();
    if (delivery.mode !== StoreMode.Live) return shadowed(delivery, at);
    const began = time.monotonic();
    let message: Message;
    try {
      message = { ...this.routes.targetOf(delivery), headers: this.headersOf(delivery, at) };
    } catch (error) {
      const request = { method: '', url: delivery.url, headers: [] };
      return {
        at,
        request,
        durationMs: 0,
        ...failure(error),
        unsentForSeconds: time.waitSeconds(FAULT_SECONDS),
      };
    }
    const { method, url, headers } = message;
    const request = { method, url: url.href, headers: Object.keys(headers) };
    const answer = await this.exchange(message, delivery).catch(failure);
    return { at, request, durationMs: Math.round(time.monotonic() - began), ...answer };
  }

  /** A message of another kind, by the same rules. @param headers all of them: signatures too */
  post(url: URL, headers: Record<string, string>, body: string, lease: SendLease): Promise<Answer> {
    const length = { 'content-length': String(Buffer.byteLength(body)), 'user-agent': USER_AGENT };
    const message = { method: 'POST' as const, url, headers: { ...headers, ...length } };
    return this.exchange(message, { body, lease }).catch(failure);
  }

  private headersOf(delivery: Outgoing, at: Date): Record<string, string> {
    const sealed = { keyId: delivery.secretsKeyId, box: delivery.secretsBox };
    const secrets = this.box.open<EndpointSecrets>(sealed, contextOf(delivery.storeId, delivery.kind));
    const live = secrets.signing.filter(({ until }) => until === undefined || new Date(until) > at);
    return {
      ...secrets.headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(delivery.body)),
      'user-agent': USER_AGENT,
      'bridge-kind': delivery.kind,
      // The set of types is open, and a header is not.
      'bridge-event': encodeURIComponent(delivery.eventType),
      ...(delivery.isTest ? { 'bridge-test': 'true' } : {}),
      ...signatureHeaders(
        `msg_${delivery.id}`,
        at,
        delivery.body,
        live.map(({ secret }) => secret),
      ),
    };
  }

  private exchange(
    { method, url, headers }: Message,
    { body, lease }: Pick<Outgoing, 'body' | 'lease'>,
  ): Promise<Answer> {
    return new Promise((done, fail) => {
      const request = openRequest(this.agents, url, { method, headers });
      const timers = watch(request);
      request.on('error', fail);
      let answered = false;
      request.once('response', (response) => {
        answered = true;
        void readStart(response).then((text) => {
          done(judge(response, () => withoutOurs(text, headers)));
          response.destroy();
        }, fail);
      });
      // The end of all: also of an answer that is none, as 101, for which there is no other event.
      request.once('close', () => {
        timers.stop();
        if (!answered) fail(new Error('the connection was closed without an answer'));
      });
      whenConnected(request, url.protocol === 'https:', () => {
        if (lease.allowsSending()) request.end(body);
        else request.destroy(new LeaseOverError());
      });
    });
  }
}

function shadowed({ url }: Outgoing, at: Date): SendResult {
  const error = 'not sent: the store is in shadow mode';
  return {
    at,
    durationMs: 0,
    status: null,
    error,
    request: { method: '', url, headers: [] },
    shadowed: true,
  };
}

function failure(error: unknown): Pick<SendResult, 'status' | 'error' | 'unsentForSeconds'> {
  const words = { status: null, error: error instanceof Error ? error.message : String(error) };
  if (error instanceof LeaseOverError) return { ...words, unsentForSeconds: 0 };
  const ours = OUR_FAULTS.has((error as NodeJS.ErrnoException).code ?? '');
  return ours ? { ...words, unsentForSeconds: time.waitSeconds(FAULT_SECONDS) } : words;
}

/** Nothing is written before; a process that was frozen on the way to here asks its lease again. */
function whenConnected(request: ClientRequest, secure: boolean, send: () => void): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) send();
    else socket.once(secure ? 'secureConnect' : 'connect', send);
  });
}

/** Ends the request when it does not connect, or does not end, in time. */
function watch(request: ClientRequest): { stop(): void } {
  const total = time.after(TRY_MS, () => request.destroy(new Error(`no answer in ${TRY_MS / 1000} s`)));
  const connect = time.after(CONNECT_MS, () =>
    request.destroy(new Error(`no connection in ${CONNECT_MS / 1000} s`)),
  );
  request.once('socket', (socket) => {
    if (!socket.connecting) connect.stop();
    else socket.once('connect', () => connect.stop());
  });
  return {
    stop: () => {
      total.stop();
      connect.stop();
    },
  };
}

/** The start of the body; the rest is not read, however long it is. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= READ_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, READ_BYTES).toString('utf8');
}

/** What a merchant gives back of our own headers is not kept. */
function withoutOurs(text: string, headers: Record<string, string>): string {
  const secrets = Object.entries(headers)
    .filter(([name]) => !PUBLIC_HEADERS.has(name))
    .map(([, value]) => value);
  return redact(text, secrets, Buffer.byteLength(text) >= READ_BYTES);
}

/** @param textOf what is kept of an answer that refuses */
function judge(response: IncomingMessage, textOf: () => string): Answer {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { status };
  const retryAfter = response.headers['retry-after'];
  return {
    status,
    error:
      status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`,
    retryAfterSeconds: retryAfter === undefined ? undefined : secondsOf(retryAfter),
    response: textOf().slice(0, KEPT_CHARACTERS),
  };
}

/** Seconds, or an HTTP date. */
function secondsOf(header: string): number | undefined {
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - time.now()) / 1000;
  return Number.isNaN(seconds) || seconds < 0 ? undefined : seconds;
}
