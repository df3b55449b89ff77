import { randomBytes } from 'node:crypto';
import { time } from '../../platform/time/time.js';
import type { MagentoError } from '../magento.errors.js';
import type { AuthScheme, Signable } from './auth-scheme.js';
import {
  authorizationHeader,
  hmacSha256,
  type Parameter,
  signatureBase,
  signingKey,
} from './oauth1-signature.js';
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

const NONCE_BYTES = 16;
const BAD_SIGNATURE = /signature is invalid/i;

/**
 * OAuth 1.0a with HMAC-SHA256, the only method that Magento takes since 2.4.4. JSON bodies are not signed. The way in
 * which this release reads paths is learnt: a request that is refused for its signature is signed in the other way.
 */
export class OAuth1Auth implements AuthScheme {
  private style: PathStyle = 'laminas';
  private readonly signed = new WeakMap<Record<string, string>, Signed>();
  /** Requests that were refused in one style and are about to be signed in the other. */
  private readonly again = new Map<string, PathStyle>();

  constructor(private readonly credentials: OAuth1Credentials) {}

  headers(request: Signable): Promise<Record<string, string>> {
    const name = `${request.method} ${request.url}`;
    const style = this.again.get(name) ?? this.style;
    this.again.delete(name);
    const url = signedUrl(request.url, style);
    const headers = { authorization: this.authorization(request, url) };
    const alike = signedUrl(request.url, otherThan(style)) === url;
    this.signed.set(headers, { request: name, style, alike });
    return Promise.resolve(headers);
  }

  private authorization({ method, query }: Signable, url: string): string {
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = this.credentials;
    const parameters: Parameter[] = [
      ['oauth_consumer_key', consumerKey],
      ['oauth_token', accessToken],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', String(Math.floor(time.now() / 1000))],
      ['oauth_nonce', randomBytes(NONCE_BYTES).toString('hex')],
      ['oauth_version', '1.0'],
    ];
    const base = signatureBase(method, url, [...parameters, ...Object.entries(query)]);
    const signature = hmacSha256(base, signingKey(consumerSecret, accessTokenSecret));
    return authorizationHeader([...parameters, ['oauth_signature', signature]]);
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
