import type { ClientRequest } from 'node:http';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { GuardedAgents } from '../platform/outgoing/guarded-agents.js';
import type { OutgoingHttp } from '../platform/outgoing/outgoing-http.js';
import { RefusedTargetError, TargetRules, type TargetSettings } from '../platform/outgoing/target-rules.js';
import { redact } from '../platform/text/redact.js';
import { traceCall } from '../platform/tracing/spans.js';
import { connectedAgents } from './connected-agents.js';
import type { MagentoAnswer } from './error-mapping.js';
import { type MagentoError, MagentoNoAnswerError, MagentoUnreachableError } from './magento.errors.js';
import type { SendPermit } from './send-permit.js';
import { time } from '../platform/time/time.js';

/** One attempt. Each call but a GET needs a permit, which no store in shadow mode gets. */
export type WireRequest = WireParts &
  ({ method: 'GET' } | { method: 'POST' | 'PUT' | 'DELETE'; permit: SendPermit });

interface WireParts {
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
  timeoutMs: number;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** What went wrong is read from Magento's words: no short password may take one of them away. */
const SHORTEST_SECRET = 8;
const USER_AGENT = 'magento-oms-bridge';

/** What became of one attempt, whether it was answered or not. */
class Wire {
  /** The request had an open connection: from here on nobody knows what Magento got. */
  reached = false;
  /** Why we did not send it after all. */
  refusal?: { error: unknown };

  constructor(private readonly check: () => void) {}

  /** Runs when the request gets its socket, in the same tick as the first byte. */
  open(request: ClientRequest): void {
    try {
      this.check();
      this.reached = true;
    } catch (error) {
      this.refusal = { error };
      request.destroy(error as Error);
    }
  }
}

/** One HTTP attempt: no retries, no redirects, any status is an answer. */
export class MagentoTransport {
  private readonly agents: GuardedAgents;

  constructor(
    private readonly http: OutgoingHttp,
    private readonly options: { targets: TargetSettings; connections: number; secrets: string[] },
  ) {
    this.agents = connectedAgents(
      { keepAlive: true, maxSockets: options.connections, scheduling: 'fifo' },
      new TargetRules(options.targets),
    );
  }

  /** @param check runs on the open connection right before the first byte; what it throws stops the request unsent */
  send(request: WireRequest, check?: () => void): Promise<MagentoAnswer> {
    const headers = { ...request.headers };
    return traceCall(`Magento ${request.method}`, request.url, headers, () =>
      this.attempt({ ...request, headers }, new Wire(() => mayLeave(request, check))),
    );
  }

  private async attempt(request: WireRequest, wire: Wire): Promise<MagentoAnswer> {
    try {
      const opened = (sending: ClientRequest): void => wire.open(sending);
      const answer = toAnswer(await this.http.exchange(this.agents, axiosConfig(request), opened));
      return answer.status < 400 ? answer : { ...answer, text: this.withoutOurs(answer.text, request) };
    } catch (error) {
      if (wire.refusal) throw wire.refusal.error;
      throw toTransportError(error, request, wire);
    }
  }

  /** What a server gives back of our sign-in is in no error, run or log. */
  private withoutOurs(text: string, { headers }: WireRequest): string {
    const secrets = [...this.options.secrets, headers['authorization'] ?? ''];
    return redact(
      text,
      secrets.filter(({ length }) => length >= SHORTEST_SECRET),
    );
  }

  close(): void {
    this.agents.destroy();
  }
}

function mayLeave(request: WireRequest, check: (() => void) | undefined): void {
  if (request.method !== 'GET') request.permit.check(request.url);
  check?.();
}

function axiosConfig(request: WireRequest): AxiosRequestConfig<string> {
  return {
    method: request.method,
    url: withQuery(request.url, request.query),
    headers: {
      accept: 'application/json',
      'user-agent': USER_AGENT,
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    data: request.body,
    timeout: request.timeoutMs,
    signal: time.signalAfter(request.timeoutMs),
    maxContentLength: MAX_ANSWER_BYTES,
  };
}

/** Brackets and all reserved characters are encoded, so that PHP decodes exactly what OAuth signed. */
export function withQuery(url: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? url : `${url}?${pairs.join('&')}`;
}

function toAnswer(response: AxiosResponse<string>): MagentoAnswer {
  const headers: MagentoAnswer['headers'] = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = String(value);
  return { status: response.status, headers, text: response.data ?? '' };
}

function toTransportError(error: unknown, request: WireRequest, wire: Wire): MagentoError {
  const cause = error instanceof Error ? error.message : String(error);
  if (isRefused(error)) {
    const advice = 'List it in PRIVATE_TARGETS if that is meant.';
    return new MagentoUnreachableError(`Magento lies on a private address, which is refused. ${advice}`, {
      cause: error,
    });
  }
  const isLate = /^canceled$|^timeout of /.test(cause);
  if (!wire.reached) {
    const words = isLate ? `no connection within ${inSeconds(request.timeoutMs)}` : cause;
    return new MagentoUnreachableError(`Magento cannot be reached: ${words}`, { cause: error });
  }
  const what = `${request.method} ${request.url.replace(/^https?:\/\/[^/]+/, '')}`;
  return new MagentoNoAnswerError(
    isLate
      ? `No answer from Magento to ${what} within ${inSeconds(request.timeoutMs)}.`
      : `No answer from Magento to ${what}: ${cause}`,
    { cause: error },
  );
}

/** Axios wraps what the connection says. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && (error instanceof RefusedTargetError || isRefused(error.cause));
}

function inSeconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
