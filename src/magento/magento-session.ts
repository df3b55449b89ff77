import { createAuthScheme } from './auth/create-auth-scheme.js';
import type { AuthScheme } from './auth/auth-scheme.js';
import { isTurnedAway, type MagentoAnswer, toMagentoError } from './error-mapping.js';
import type { MagentoConnection } from './magento-connection.js';
import { measured } from './magento.metrics.js';
import { MagentoPolicies } from './magento-policies.js';
import type { MagentoTransport, WireRequest } from './magento-transport.js';
import { SendPermit, SIGN_IN_PATH } from './send-permit.js';
import type { WriteFence } from './write-fence.js';
import {
  MagentoError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoSlowError,
  MagentoTokenRefusedError,
  MagentoUnreachableError,
} from './magento.errors.js';
import { callersTimeLeft } from '../platform/time/callers-time.js';
import { ShortMemory } from '../platform/time/short-memory.js';

export interface Call {
  method: WireRequest['method'];
  /** After `/rest/{view}/V1`. */
  path: string;
  query?: Record<string, string>;
  body?: object;
  /** What alone the call is about, e.g. a SKU. */
  subject?: string;
  /** For the store check: the call is signed as if it went there. */
  signedOrigin?: string;
}

/** With less time than this left, the answer to a write would mostly be lost. */
const SHORTEST_WRITE_MS = 10_000;

/** A right that was denied is not asked for again with a new token for this time. */
const DENIAL_MEMORY_MS = 5 * 60_000;

/** What all calls of one store share: sign-in, concurrency limit, breaker, and what is known of its rights. */
export class MagentoSession {
  readonly policies: MagentoPolicies;
  private readonly auth: AuthScheme;
  private readonly denied = new ShortMemory<true>(DENIAL_MEMORY_MS);
  private readonly granted = new Set<string>();

  constructor(
    readonly connection: MagentoConnection,
    private readonly transport: MagentoTransport,
  ) {
    this.policies = new MagentoPolicies(connection.concurrency);
    this.auth = createAuthScheme(connection.credentials, () => this.signIn());
  }

  /**
   * One call; after Magento's own 401 another one with fresh headers, since that comes before anything is done. A kind of call that
   * has worked before gets a third chance: then it is the token and not the right.
   * @param sent called before each request
   * @param fence of a write, which is sent once: after a 401 the headers are renewed for the next try
   */
  async attempt(call: Call, sent: () => void, fence?: WriteFence): Promise<MagentoAnswer> {
    try {
      return await measured(this.connection.storeCode, call.method, () =>
        this.attemptTwice(call, sent, fence),
      );
    } catch (error) {
      if (error instanceof MagentoError) error.subject ??= call.subject;
      throw error;
    }
  }

  private async attemptTwice(call: Call, sent: () => void, fence?: WriteFence): Promise<MagentoAnswer> {
    const kind = `${call.method} ${call.path.replace(/\d+/g, 'N')}`;
    for (let tries = this.granted.has(kind) ? 3 : 2; ; tries--) {
      const { answer, headers } = await this.send(call, sent, fence);
      if (!isTurnedAway(answer)) {
        if (answer.status < 300) this.granted.add(kind);
        this.auth.accepted?.(headers);
        return checked(answer);
      }
      const error = toMagentoError(answer);
      if (tries === 1) this.rememberDenial(error, kind);
      if (tries === 1 || this.isKnownDenial(error) || !(await this.signsInAnew(headers, error, fence))) {
        throw error;
      }
      if (fence) throw error;
    }
  }

  /** A write was answered, also when the sign-in after it fails: that no connection comes about now does not undo it. */
  private async signsInAnew(
    headers: Record<string, string>,
    error: MagentoError,
    fence: WriteFence | undefined,
  ): Promise<boolean> {
    try {
      return await this.auth.rejected(headers, error);
    } catch (failure) {
      if (fence && failure instanceof MagentoUnreachableError) return false;
      throw failure;
    }
  }

  private async send(
    call: Call,
    sent: () => void,
    fence?: WriteFence,
  ): Promise<{ answer: MagentoAnswer; headers: Record<string, string> }> {
    const url = `${this.connection.baseUrl}/rest/${this.connection.storeView}/V1${call.path}`;
    const query = call.query ?? {};
    const signed =
      call.signedOrigin === undefined ? url : url.replace(new URL(url).origin, call.signedOrigin);
    const headers = await this.auth.headers({ method: call.method, url: signed, query });
    const { method } = call;
    const kind = method === 'GET' ? { method } : { method, permit: await SendPermit.ask(this.connection) };
    const request = {
      ...kind,
      url,
      query,
      headers,
      body: method === 'GET' ? undefined : JSON.stringify(call.body ?? {}),
      timeoutMs: fence ? writeTimeoutMs(this.connection.timeoutMs) : this.connection.timeoutMs,
    };
    await fence?.beforeSend();
    sent();
    const answer = await this.transport.send(request, fence && (() => fence.atSocket()));
    return { answer, headers };
  }

  /** 400 is an answer of two-factor sign-in, and as final as a 401. */
  private async signIn(): Promise<string> {
    const credentials = this.connection.credentials;
    if (credentials.scheme !== 'admin') throw new Error('only admin accounts sign in');
    const answer = await this.transport.send({
      method: 'POST',
      permit: SendPermit.forSignIn(),
      url: `${this.connection.baseUrl}${SIGN_IN_PATH}`,
      query: {},
      headers: {},
      body: JSON.stringify({ username: credentials.username, password: credentials.password }),
      timeoutMs: this.connection.timeoutMs,
    });
    if (answer.status === 400 || answer.status === 401) {
      throw new MagentoTokenRefusedError(toMagentoError(answer).message);
    }
    const token = decode<unknown>(checked(answer));
    if (typeof token !== 'string' || token === '') {
      throw new MagentoTokenRefusedError('The token route answered no token.');
    }
    return token;
  }

  private isKnownDenial(error: unknown): boolean {
    return error instanceof MagentoPermissionError && this.denied.get(error.resource) === true;
  }

  private rememberDenial(error: unknown, kind: string): void {
    if (!(error instanceof MagentoPermissionError) || this.granted.has(kind)) return;
    this.denied.set(error.resource, true);
  }
}

/** A write is cut off when its caller's time limit is reached: the caller is answered that its outcome is unknown. @throws MagentoSlowError */
function writeTimeoutMs(timeoutMs: number): number {
  const left = callersTimeLeft();
  if (left === undefined || left >= timeoutMs) return timeoutMs;
  if (left < SHORTEST_WRITE_MS) throw new MagentoSlowError();
  return Math.ceil(left);
}

function checked(answer: MagentoAnswer): MagentoAnswer {
  if (answer.status < 200 || answer.status >= 300) throw toMagentoError(answer);
  return answer;
}

/** Proxies and maintenance pages answer HTML with 200; that is no answer of Magento. */
export function decode<T>(answer: MagentoAnswer): T {
  try {
    return JSON.parse(answer.text) as T;
  } catch {
    throw new MagentoProtocolError(`Magento answered ${answer.status} without JSON.`, answer.status);
  }
}

export function dateOf(answer: MagentoAnswer): Date | undefined {
  const time = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
