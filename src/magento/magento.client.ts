import { createAuthScheme } from './auth/create-auth-scheme.js';
import type { AuthScheme } from './auth/auth-scheme.js';
import { type MagentoAnswer, toMagentoError } from './error-mapping.js';
import type { MagentoConnection } from './magento-connection.js';
import { MagentoPolicies } from './magento-policies.js';
import type { MagentoTransport, WireRequest } from './magento-transport.js';
import { MagentoPermissionError, MagentoProtocolError, MagentoSignInError } from './magento.errors.js';
import type {
  MagentoComment,
  MagentoOrder,
  MagentoOrderList,
  MagentoStatusHistory,
} from './magento.types.js';
import { SearchCriteria } from './search-criteria.js';

/** A decoded answer and Magento's own clock when it was sent (`Date` header, to the second). */
export interface Reading<T> {
  value: T;
  at: Date | undefined;
}

export interface Call {
  method: WireRequest['method'];
  /** After `/rest/{view}/V1`. */
  path: string;
  query?: Record<string, string>;
  body?: object;
}

/** A right that was denied is not asked for again with a new token for so long. */
const DENIAL_MEMORY_MS = 5 * 60_000;

/** The calls of one store. Reads are retried; a write is sent once per call. */
export class MagentoClient {
  private readonly auth: AuthScheme;
  private readonly policies: MagentoPolicies;
  private readonly denied = new Map<string, number>();
  private readonly granted = new Set<string>();
  private calls = 0;

  constructor(
    readonly connection: MagentoConnection,
    private readonly transport: MagentoTransport,
  ) {
    this.policies = new MagentoPolicies(connection.concurrency);
    this.auth = createAuthScheme(connection.credentials, () => this.signIn());
  }

  /** Calls sent so far, for the ledger's count per operation. */
  get callCount(): number {
    return this.calls;
  }

  async listOrders(criteria: SearchCriteria): Promise<Reading<MagentoOrderList>> {
    const { value, at } = await this.read<Partial<MagentoOrderList>>({
      method: 'GET',
      path: '/orders',
      query: criteria.toQuery(),
    });
    // With a `fields` projection an empty list comes as null (recorded exchange 044).
    return { value: { items: value.items ?? [], total_count: value.total_count ?? 0 }, at };
  }

  /** How many orders match, without loading one: a page far behind the end is empty and still counts. */
  async countOrders(criteria: SearchCriteria): Promise<number> {
    const beyond = criteria.pageSize(1).currentPage(1_000_000_000);
    return (await this.listOrders(beyond)).value.total_count;
  }

  getOrder(entityId: string): Promise<Reading<MagentoOrder>> {
    return this.read<MagentoOrder>({ method: 'GET', path: `/orders/${encodeURIComponent(entityId)}` });
  }

  /** The status code, or null: Magento writes a null scalar as `[]`. */
  async getOrderStatus(entityId: string): Promise<Reading<string | null>> {
    const { value, at } = await this.read<unknown>({
      method: 'GET',
      path: `/orders/${encodeURIComponent(entityId)}/statuses`,
    });
    return { value: typeof value === 'string' ? value : null, at };
  }

  async getComments(entityId: string): Promise<MagentoStatusHistory[]> {
    const { value } = await this.read<{ items?: MagentoStatusHistory[] | null }>({
      method: 'GET',
      path: `/orders/${encodeURIComponent(entityId)}/comments`,
    });
    return value.items ?? [];
  }

  async addComment(entityId: string, comment: MagentoComment): Promise<void> {
    await this.write<boolean>(MagentoClient.commentCall(entityId, comment));
  }

  /** Magento's own word, which says little: `true` may be without effect, `false` may mean that it was so before. */
  async cancelOrder(entityId: string): Promise<boolean> {
    return (await this.write<boolean>(MagentoClient.cancelCall(entityId))) === true;
  }

  /** The requests as they would be sent, for dry runs and the ledger. */
  static commentCall(entityId: string, comment: MagentoComment): Call {
    return {
      method: 'POST',
      path: `/orders/${encodeURIComponent(entityId)}/comments`,
      body: { statusHistory: comment },
    };
  }

  static cancelCall(entityId: string): Call {
    return { method: 'POST', path: `/orders/${encodeURIComponent(entityId)}/cancel` };
  }

  /** Any call, once and without retries, for the store check. The caller sees to it that it has no effect. */
  async probe<T>(call: Call): Promise<Reading<T>> {
    const answer = await this.attempt(call);
    return { value: decode<T>(answer), at: dateOf(answer) };
  }

  private read<T>(call: Call): Promise<Reading<T>> {
    return this.policies.read(async () => {
      const answer = await this.attempt(call);
      return { value: decode<T>(answer), at: dateOf(answer) };
    });
  }

  private write<T>(call: Call): Promise<T> {
    return this.policies.write(async () => decode<T>(await this.attempt(call)));
  }

  /**
   * One call; after a 401 another one with fresh headers, since a refused call has had no effect. A kind of call that
   * has worked before gets a third chance: then it is the token and not the right.
   */
  private async attempt(call: Call): Promise<MagentoAnswer> {
    const kind = `${call.method} ${call.path.replace(/\d+/g, 'N')}`;
    for (let tries = this.granted.has(kind) ? 3 : 2; ; tries--) {
      const { answer, headers } = await this.send(call);
      if (answer.status !== 401) {
        if (answer.status < 300) this.granted.add(kind);
        return checked(answer);
      }
      const error = toMagentoError(answer);
      if (tries === 1) this.rememberDenial(error, kind);
      if (tries === 1 || this.isKnownDenial(error) || !(await this.auth.rejected(headers))) throw error;
    }
  }

  private async send(call: Call): Promise<{ answer: MagentoAnswer; headers: Record<string, string> }> {
    const url = `${this.connection.baseUrl}/rest/${this.connection.storeView}/V1${call.path}`;
    const query = call.query ?? {};
    const headers = await this.auth.headers({ method: call.method, url, query });
    this.calls++;
    const answer = await this.transport.send({
      method: call.method,
      url,
      query,
      headers,
      body: call.method === 'GET' ? undefined : JSON.stringify(call.body ?? {}),
      timeoutMs: this.connection.timeoutMs,
    });
    return { answer, headers };
  }

  /** The token route takes no store code. 400 is an answer of two-factor sign-in, and as final as a 401. */
  private async signIn(): Promise<string> {
    const credentials = this.connection.credentials;
    if (credentials.scheme !== 'admin') throw new Error('only admin accounts sign in');
    const answer = await this.transport.send({
      method: 'POST',
      url: `${this.connection.baseUrl}/rest/V1/integration/admin/token`,
      query: {},
      headers: {},
      body: JSON.stringify({ username: credentials.username, password: credentials.password }),
      timeoutMs: this.connection.timeoutMs,
    });
    if (answer.status === 400 || answer.status === 401) {
      throw new MagentoSignInError(toMagentoError(answer).message);
    }
    const token = decode<unknown>(checked(answer));
    if (typeof token !== 'string' || token === '') {
      throw new MagentoSignInError('The token route answered no token.');
    }
    return token;
  }

  private isKnownDenial(error: unknown): boolean {
    return error instanceof MagentoPermissionError && (this.denied.get(error.resource) ?? 0) > Date.now();
  }

  private rememberDenial(error: unknown, kind: string): void {
    if (!(error instanceof MagentoPermissionError) || this.granted.has(kind)) return;
    this.denied.set(error.resource, Date.now() + DENIAL_MEMORY_MS);
  }
}

function checked(answer: MagentoAnswer): MagentoAnswer {
  if (answer.status < 200 || answer.status >= 300) throw toMagentoError(answer);
  return answer;
}

/** Proxies and maintenance pages answer HTML with 200; that is no answer of Magento. */
function decode<T>(answer: MagentoAnswer): T {
  try {
    return JSON.parse(answer.text) as T;
  } catch {
    throw new MagentoProtocolError(`Magento answered ${answer.status} without JSON.`, answer.status);
  }
}

function dateOf(answer: MagentoAnswer): Date | undefined {
  const time = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
