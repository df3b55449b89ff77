import { MagentoPermissionError, MagentoSignInError, MagentoTokenRefusedError } from '../magento.errors.js';
import type { AuthScheme } from './auth-scheme.js';
import { time } from '../../platform/time/time.js';

/** Asks the token route once; throws a MagentoError when it answers anything but a token. */
export type SignIn = () => Promise<string>;

interface Token {
  value: string;
  renewAt: number;
}

/** Opaque tokens (before 2.4.4) tell no lifetime; JWTs last 60 minutes by default. */
const OPAQUE_LIFETIME_MS = 50 * 60_000;
/** Renewed this long before the end, so that no call starts with a token about to expire. */
const MARGIN_MS = 60_000;
/** Six wrong sign-ins lock the account for 30 minutes: after one we stay away for this time. */
const HOLD_OFF_MS = 15 * 60_000;

/** Admin user and password, exchanged for a token that is shared by all calls of this process. */
export class AdminTokenAuth implements AuthScheme {
  private token?: Token;
  private pending?: Promise<Token>;
  private refusal?: { error: MagentoTokenRefusedError; until: number };

  constructor(
    private readonly signIn: SignIn,
    private readonly now: () => number = () => time.now(),
  ) {}

  async headers(): Promise<Record<string, string>> {
    if (!this.token || this.token.renewAt <= this.now()) await this.renew();
    return { authorization: `Bearer ${this.token!.value}` };
  }

  async rejected(headers: Record<string, string>): Promise<boolean> {
    const current = this.token && `Bearer ${this.token.value}`;
    if (current === undefined || current === headers['authorization']) await this.renew();
    return true;
  }

  /** Single flight: however many calls need a new token, Magento is asked once. */
  private async renew(): Promise<void> {
    if (this.refusal && this.refusal.until > this.now()) throw this.refusal.error;
    this.pending ??= this.fetchToken().finally(() => (this.pending = undefined));
    this.token = await this.pending;
  }

  private async fetchToken(): Promise<Token> {
    try {
      const value = await this.signIn();
      this.refusal = undefined;
      const life = lifetime(value) ?? OPAQUE_LIFETIME_MS;
      return { value, renewAt: this.now() + Math.max(life - MARGIN_MS, life / 2) };
    } catch (error) {
      if (error instanceof MagentoSignInError || error instanceof MagentoPermissionError) {
        const message = `${error.message} Not tried again for 15 minutes, so as not to lock the account.`;
        this.refusal = { error: new MagentoTokenRefusedError(message), until: this.now() + HOLD_OFF_MS };
        throw this.refusal.error;
      }
      throw error;
    }
  }
}

/** Milliseconds from issue to expiry of a JWT: the difference, since our clock need not be Magento's. */
function lifetime(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      iat?: number;
      exp?: number;
    };
    return claims.exp !== undefined && claims.iat !== undefined
      ? (claims.exp - claims.iat) * 1000
      : undefined;
  } catch {
    return undefined;
  }
}
