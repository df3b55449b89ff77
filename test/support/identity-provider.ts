import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';
import { Visitor } from './visitor.js';

/** Where browsers find the service: no name that resolves, a person's browser knows the way. */
export const PUBLIC_URL = 'https://bridge.example.com';
/** The same without TLS. */
export const PLAIN_URL = 'http://bridge.example.com';
export const OIDC_CLIENT = { id: 'bridge', secret: randomBytes(24).toString('hex') };

export type Account = Record<string, unknown>;

/** A real OpenID provider on loopback, with its own pages to sign in and to consent. */
export class IdentityProvider {
  /** Claims by login; who is not here cannot sign in. */
  readonly accounts = new Map<string, Account>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param claimsInToken all claims in the id token; else those of scopes are answered by userinfo only */
  static async start(claimsInToken = true): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const identity = new IdentityProvider(server, url);
    const provider = quietly(
      () =>
        new Provider(url, {
          clients: [
            {
              client_id: OIDC_CLIENT.id,
              client_secret: OIDC_CLIENT.secret,
              redirect_uris: [PUBLIC_URL, PLAIN_URL].map((url) => `${url}/console/sign-in/callback`),
              post_logout_redirect_uris: [PUBLIC_URL, PLAIN_URL].map((url) => `${url}/console/sign-in`),
            },
          ],
          claims: {
            email: ['email', 'email_verified'],
            profile: ['preferred_username', 'groups', 'realm_access'],
          },
          conformIdTokenClaims: !claimsInToken,
          cookies: { keys: [randomBytes(16).toString('hex')] },
          pkce: { required: () => true },
          ttl: {
            IdToken: 3600,
            AccessToken: 600,
            AuthorizationCode: 60,
            Grant: 3600,
            Interaction: 3600,
            Session: 3600,
          },
          findAccount: (_, id) => {
            const account = identity.accounts.get(id);
            return account && { accountId: id, claims: () => ({ sub: id, ...account }) };
          },
        }),
    );
    provider.on('server_error', (_, error) => process.stderr.write(`identity provider: ${error.stack}\n`));
    const answer = provider.callback();
    server.on('request', (request, response) => void answer(request, response));
    return identity;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** What a service needs to let people of this provider in. */
  environment(rules: object[], more: Record<string, string> = {}): Record<string, string> {
    return oidcEnvironment(this.url, rules, more);
  }
}

export function oidcEnvironment(
  issuer: string,
  rules: object[],
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: OIDC_CLIENT.id,
    OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
    OIDC_ROLES: JSON.stringify(rules),
    PUBLIC_URL,
    ...more,
  };
}

/** A person's browser, at the service and at the provider. */
export class Person extends Visitor {
  private readonly kept = new Map<string, string>();

  constructor(
    url: string,
    private readonly login: string,
  ) {
    super(url);
  }

  /** Begins at the service. @returns the provider's address */
  async begin(query = ''): Promise<URL> {
    const { status, response, html } = await this.get(`/console/sign-in/person${query}`);
    const location = response.headers.get('location');
    if (status !== 303 || location === null) throw new Error(`${status} ${html}`);
    return new URL(location);
  }

  /** Signs in and consents at the provider. @returns where it sends the browser back to, as path and query */
  async atProvider(start: URL): Promise<string> {
    let at = start;
    for (let step = 0; step < 12; step++) {
      const page = await this.ask(at);
      const location = page.headers.get('location');
      if (location?.startsWith(PUBLIC_URL)) return location.slice(PUBLIC_URL.length);
      if (location !== null) {
        at = new URL(location, at);
        continue;
      }
      const form = /<form[^>]*action="([^"]+)"[^>]*>\s*<input type="hidden" name="prompt" value="(\w+)"/.exec(
        await page.text(),
      );
      if (!form) throw new Error(`${page.status} at ${at.href}`);
      const fields = new URLSearchParams({ prompt: form[2]!, login: this.login, password: 'any' });
      const answer = await this.ask(new URL(form[1]!, at), fields);
      at = new URL(answer.headers.get('location')!, at);
    }
    throw new Error('The provider sends the browser round and round');
  }

  /** All of it. @returns the page after it */
  async signInAsPerson(): Promise<{ status: number; html: string; response: Response }> {
    return this.get(await this.atProvider(await this.begin()));
  }

  private async ask(url: URL, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      body: form,
      redirect: 'manual',
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === '') this.kept.delete(name!);
      else this.kept.set(name!, value!);
    }
    return response;
  }
}

/** It warns of what is not for production, as nothing here is. */
function quietly<T>(make: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}
