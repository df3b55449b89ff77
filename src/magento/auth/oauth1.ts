import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { MagentoError } from '../magento.errors.js';
import type { AuthScheme, Signable } from './auth-scheme.js';
import { type PathStyle, signedUrl } from './signed-path.js';

export interface OAuth1Credentials {
  consumerKey: string;
  consumerSecret: string;
  accessToken: string;
  accessTokenSecret: string;
}

/** How headers were signed, and for which request. */
interface Signed {
  request: string;
  style: PathStyle;
  /** Signed in the other style, the request would have the same signature. */
  alike: boolean;
}

const BAD_SIGNATURE = /signature is invalid/i;

/**
 * OAuth 1.0a with HMAC-SHA256, the only method that Magento takes since 2.4.4. JSON bodies are not signed. The way in
 * which this release reads paths is learnt: a request that is refused for its signature is signed in the other way.
 */
export class OAuth1Auth implements AuthScheme {
  private readonly oauth: OAuth;
  private readonly token: OAuth.Token;
  private style: PathStyle = 'laminas';
  private readonly signed = new WeakMap<Record<string, string>, Signed>();
  /** Requests that were refused in one style and are about to be signed in the other. */
  private readonly again = new Map<string, PathStyle>();

  constructor(credentials: OAuth1Credentials) {
    this.oauth = new OAuth({
      consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
      signature_method: 'HMAC-SHA256',
      hash_function: (base, key) => createHmac('sha256', key).update(base).digest('base64'),
      nonce_length: 32,
    });
    this.token = { key: credentials.accessToken, secret: credentials.accessTokenSecret };
  }

  headers(request: Signable): Promise<Record<string, string>> {
    const name = `${request.method} ${request.url}`;
    const style = this.again.get(name) ?? this.style;
    this.again.delete(name);
    const url = signedUrl(request.url, style);
    const data = this.oauth.authorize({ url, method: request.method, data: request.query }, this.token);
    const parameters = Object.entries(data)
      .filter(([name]) => name.startsWith('oauth_'))
      .map(
        ([name, value]) => `${this.oauth.percentEncode(name)}="${this.oauth.percentEncode(String(value))}"`,
      );
    const headers = { authorization: `OAuth ${parameters.join(', ')}` };
    const alike = signedUrl(request.url, otherThan(style)) === url;
    this.signed.set(headers, { request: name, style, alike });
    return Promise.resolve(headers);
  }

  accepted(headers: Record<string, string>): void {
    const signed = this.signed.get(headers);
    if (signed && !signed.alike) this.style = signed.style;
  }

  /** A wrong key stays wrong; a path that releases read differently is worth another attempt. */
  rejected(headers: Record<string, string>, error: MagentoError): Promise<boolean> {
    const signed = this.signed.get(headers);
    if (!signed || signed.alike || !BAD_SIGNATURE.test(error.message)) return Promise.resolve(false);
    this.again.set(signed.request, otherThan(signed.style));
    return Promise.resolve(true);
  }
}

function otherThan(style: PathStyle): PathStyle {
  return style === 'laminas' ? 'unreserved' : 'laminas';
}
