import { KEYED } from './keyed.js';
import { patiently, problemIn, untilAborted } from './patience.js';

export interface BridgeOptions {
  /** Address of the service. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  /** Left out: the only store of the client. */
  storeCode?: string;
  /** How long a call is repeated, in milliseconds; left out: a minute. */
  patienceMs?: number;
}

/** The service did not give a token. Nothing was sent. */
export class SignInError extends Error {
  constructor(readonly status: number) {
    super(`Sign-in was answered with ${status}.`);
    this.name = 'SignInError';
  }
}

/** Signs in, sends, and sends again where that makes no second effect. */
export class Sender {
  private token: Promise<string> | undefined;
  private readonly patienceMs: number;

  constructor(private readonly options: BridgeOptions) {
    this.patienceMs = options.patienceMs ?? 60_000;
  }

  /** @param template the path as the document has it */
  async send(request: Request, template: string): Promise<Response> {
    // A body can be read once only, and is kept for a repeat.
    const body = request.body === null ? undefined : await request.arrayBuffer();
    const once = (): Promise<Response> => this.signedIn(request, body);
    return mayRepeat(request, template) ? patiently(once, this.patienceMs, request.signal) : once();
  }

  /**
   * The service says 401 before anything is done: the same call may follow it with a new token, once. What a proxy says in its
   * place proves nothing: the call may have gone on behind it.
   */
  private async signedIn(request: Request, body: ArrayBuffer | undefined): Promise<Response> {
    const token = this.signIn();
    const response = await exchange(signed(request, body, await untilAborted(token, request.signal)));
    if (response.status !== 401 || (await problemIn(response))?.code !== 'UNAUTHORIZED') return response;
    if (this.token === token) this.token = undefined;
    return exchange(signed(request, body, await untilAborted(this.signIn(), request.signal)));
  }

  /** One sign-in for all calls that wait for it. */
  private signIn(): Promise<string> {
    if (this.token) return this.token;
    const token = this.askForToken();
    token.catch(() => (this.token === token ? (this.token = undefined) : undefined));
    this.token = token;
    return token;
  }

  private async askForToken(): Promise<string> {
    const { baseUrl, clientId, clientSecret } = this.options;
    const ask = (): Promise<Response> =>
      exchange(
        new Request(`${baseUrl.replace(/\/$/, '')}/auth/token`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ clientId, clientSecret }),
        }),
      );
    const response = await patiently(ask, this.patienceMs);
    if (!response.ok) throw new SignInError(response.status);
    return ((await response.json()) as { accessToken: string }).accessToken;
  }
}

/** A read changes nothing. A write has one effect for one key: where the service keeps keys, and the caller gave one. */
function mayRepeat({ method, headers }: Request, template: string): boolean {
  if (method === 'GET') return true;
  return KEYED.has(`${method} ${template}`) && headers.has('idempotency-key');
}

function signed(request: Request, body: ArrayBuffer | undefined, token: string): Request {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return new Request(request.url, {
    method: request.method,
    headers,
    signal: request.signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
}

/** To the last byte: an answer that breaks off in its body is lost as one that never came. */
async function exchange(request: Request): Promise<Response> {
  const response = await fetch(request);
  const bytes = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
}
