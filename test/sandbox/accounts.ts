import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { normalisedUrl } from './laminas-uri.js';
import { MagentoFault } from './magento-fault.js';
import type { Release } from './magento-order.js';

export interface AdminUser {
  username: string;
  password: string;
  /** ACL resources; `all` for an administrator. */
  resources: string[] | 'all';
}

export interface Integration {
  consumerKey: string;
  consumerSecret: string;
  accessToken: string;
  accessTokenSecret: string;
  resources: string[] | 'all';
}

export interface AuthOptions {
  users: AdminUser[];
  integrations: Integration[];
  /** oauth/consumer/enable_integration_as_bearer */
  integrationAsBearer: boolean;
  twoFactor: 'off' | 'unconfigured' | 'google';
  tokenLifetimeSeconds: number;
}

const SIGN_IN_FAILED =
  'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.';
const FAILURES_TO_LOCK = 6;
/** Of consumer keys and tokens (Framework Oauth Helper). */
const OAUTH_LENGTH = 32;

/** Who may do what: admin tokens (JWT, HS256), integration tokens as Bearer, OAuth 1.0a with HMAC-SHA256. */
export class Accounts {
  private readonly key = randomBytes(32);
  private readonly failures = new Map<string, number>();
  private readonly nonces = new Set<string>();
  private readonly revoked = new Set<string>();
  /** How often the token route was asked, for tests of single flight and lock-out. */
  signIns = 0;

  constructor(
    readonly options: AuthOptions,
    private readonly now: () => number,
    private readonly release: Release,
  ) {}

  /** POST integration/admin/token */
  token(body: Record<string, unknown>): string {
    this.signIns++;
    const missing = ['username', 'password'].filter(
      (field) => body[field] === undefined || body[field] === '',
    );
    if (missing.length === 1) throw MagentoFault.required(missing[0]!);
    if (missing.length > 1) {
      throw new MagentoFault(400, {
        message: 'One or more input exceptions have occurred.',
        errors: missing.map((fieldName) => ({
          message: '"%fieldName" is required. Enter and try again.',
          parameters: { fieldName },
        })),
      });
    }
    const user = this.check(String(body['username']), String(body['password']));
    if (this.options.twoFactor === 'unconfigured') {
      throw MagentoFault.badRequest(
        'Please ask an administrator with sufficient access to configure 2FA first',
      );
    }
    if (this.options.twoFactor === 'google') {
      throw MagentoFault.badRequest('Please use the 2fa provider-specific endpoints to obtain a token.', {
        active_providers: ['google'],
      });
    }
    return this.issue(user);
  }

  issue(user: AdminUser): string {
    const iat = Math.floor(this.now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ kid: '1', alg: 'HS256' })}.${part({ uid: user.username, utypid: 2, iat, exp: iat + this.options.tokenLifetimeSeconds, jti: randomBytes(4).toString('hex') })}`;
    return `${unsigned}.${this.sign(unsigned)}`;
  }

  /** A token that is still in its time stops working. */
  expire(header: string | undefined): void {
    const token = /^bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (token !== undefined) this.revoked.add(token);
  }

  /** Throws unless the request may use the resource. */
  authorize(
    request: { method: string; url: string; query: string; authorization?: string },
    resource: string,
  ): void {
    if (resource === 'anonymous') return;
    const resources = this.resourcesOf(request);
    if (resources === undefined || (resources !== 'all' && !resources.includes(resource))) {
      throw MagentoFault.unauthorized(resource);
    }
  }

  private check(username: string, password: string): AdminUser {
    const user = this.options.users.find((one) => one.username === username);
    const failed = this.failures.get(username) ?? 0;
    if (!user || user.password !== password || failed >= FAILURES_TO_LOCK) {
      this.failures.set(username, failed + 1);
      throw new MagentoFault(401, { message: SIGN_IN_FAILED });
    }
    this.failures.set(username, 0);
    return user;
  }

  private resourcesOf(request: {
    method: string;
    url: string;
    query: string;
    authorization?: string;
  }): string[] | 'all' | undefined {
    const [scheme, value, extra] = (request.authorization ?? '').split(/ (?=\S)/);
    if (scheme?.toLowerCase() === 'oauth') return this.oauth(request);
    if (scheme?.toLowerCase() !== 'bearer' || value === undefined || extra !== undefined) return undefined;
    const integration = this.options.integrations.find((one) => one.accessToken === value);
    if (integration) return this.options.integrationAsBearer ? integration.resources : undefined;
    return this.jwt(value);
  }

  private jwt(token: string): string[] | 'all' | undefined {
    const [head, payload, signature] = token.split('.');
    if (signature === undefined || this.revoked.has(token)) return undefined;
    const expected = Buffer.from(this.sign(`${head}.${payload}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as { uid: string; exp: number };
    if (claims.exp <= this.now() / 1000) return undefined;
    return this.options.users.find((user) => user.username === claims.uid)?.resources;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }

  /** In the order of Framework Oauth and Integration Token Provider. Errors of input are 400, others 401. */
  private consumerOf(header: Map<string, string>): { integration: Integration; token?: Integration } {
    const [key, token] = ['oauth_consumer_key', 'oauth_token'].map((name) => header.get(name) ?? '');
    if (token!.length !== OAUTH_LENGTH) {
      throw MagentoFault.badRequest('The token length is invalid. Check the length and try again.');
    }
    const method = header.get('oauth_signature_method') ?? '';
    if (method !== 'HMAC-SHA256') {
      throw MagentoFault.badRequest('Signature method %1 is not supported', [method]);
    }
    if (key!.length !== OAUTH_LENGTH) {
      throw new MagentoFault(401, { message: 'Consumer key is not the correct length' });
    }
    const { integrations } = this.options;
    const integration = integrations.find(({ consumerKey }) => consumerKey === key);
    if (!integration) {
      throw new MagentoFault(401, { message: 'A consumer having the specified key does not exist' });
    }
    return { integration, token: integrations.find(({ accessToken }) => accessToken === token) };
  }

  private oauth(request: {
    method: string;
    url: string;
    query: string;
    authorization?: string;
  }): string[] | 'all' | undefined {
    const header = new Map(
      [...request.authorization!.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1]!, decodeURIComponent(m[2]!)]),
    );
    const { integration, token } = this.consumerOf(header);
    const nonce = `${integration.consumerKey} ${header.get('oauth_nonce')}`;
    if (this.nonces.has(nonce)) {
      throw new MagentoFault(401, {
        message: 'The nonce is already being used by the consumer with ID %1',
        parameters: ['1'],
      });
    }
    this.nonces.add(nonce);
    if (token === undefined) throw new MagentoFault(401, { message: 'Specified token does not exist' });
    if (token !== integration) {
      throw new MagentoFault(401, { message: 'Token is not associated with the specified consumer' });
    }
    const signed = { ...request, url: normalisedUrl(request.url, this.release) };
    const expected = oauthSignature(signed, header, integration);
    if (expected !== header.get('oauth_signature')) {
      throw new MagentoFault(401, { message: 'The signature is invalid. Verify and try again.' });
    }
    return integration.resources;
  }
}

/** RFC 5849 §3.4 over this very address, written on its own so that it checks the client rather than echoing it. */
export function oauthSignature(
  request: { method: string; url: string; query: string },
  header: Map<string, string>,
  secrets: { consumerSecret: string; accessTokenSecret: string },
): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = request.query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s).map((part) => decodeURIComponent(part.replaceAll('+', ' '))))
    .map(([name, value]) => [encode(name!), encode(value ?? '')] as const);
  for (const [name, value] of header) {
    if (name !== 'oauth_signature' && name !== 'realm') pairs.push([encode(name), encode(value)]);
  }
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  const normalized = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  const base = [request.method.toUpperCase(), encode(request.url), encode(normalized)].join('&');
  const key = `${encode(secrets.consumerSecret)}&${encode(secrets.accessTokenSecret)}`;
  return createHmac('sha256', key).update(base).digest('base64');
}
