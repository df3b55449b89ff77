import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OIDC_CLIENT } from './identity-provider.js';

export interface Forged {
  claims?: Record<string, unknown>;
  alg?: 'RS256' | 'HS256' | 'none';
  key?: KeyObject;
}

const KEY_ID = 'key-1';

/** An OpenID provider that answers with the id tokens that a thief would like to be taken for good. */
export class ForgingProvider {
  readonly stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  private readonly own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private server: Server;
  private port = 0;
  /** What the next token says, other than a good one. */
  forged: Forged = {};
  nonce = '';
  /** Requests for a token. */
  asked = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** At the same address as before, where it was stopped. */
  async start(): Promise<void> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((done) => this.server.listen(this.port, '127.0.0.1', done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const json = (body: object): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    request.resume();
    const path = request.url ?? '';
    switch (path) {
      case '/.well-known/openid-configuration':
        return json(this.metadata());
      case '/jwks': {
        const key = this.own.publicKey.export({ format: 'jwk' });
        return json({ keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] });
      }
      case '/token':
        this.asked++;
        return json({ access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: this.token() });
      default:
        response.writeHead(404).end();
    }
  }

  private metadata(): object {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/auth`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private token(): string {
    const { claims = {}, alg = 'RS256', key = this.own.privateKey } = this.forged;
    const now = Math.floor(Date.now() / 1000);
    const good = {
      iss: this.url,
      aud: OIDC_CLIENT.id,
      sub: 'eve',
      iat: now,
      exp: now + 3600,
      nonce: this.nonce,
    };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg, kid: KEY_ID })}.${part({ ...good, groups: ['bridge-admin'], ...claims })}`;
    if (alg === 'none') return `${signed}.`;
    if (alg === 'HS256') {
      return `${signed}.${createHmac('sha256', OIDC_CLIENT.secret).update(signed).digest('base64url')}`;
    }
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }
}
