import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { AuthScheme, Signable } from './auth-scheme.js';

export interface OAuth1Credentials {
  consumerKey: string;
  consumerSecret: string;
  accessToken: string;
  accessTokenSecret: string;
}

/** OAuth 1.0a with HMAC-SHA256, the only method that Magento takes since 2.4.4. JSON bodies are not signed. */
export class OAuth1Auth implements AuthScheme {
  private readonly oauth: OAuth;
  private readonly token: OAuth.Token;

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
    const data = this.oauth.authorize(
      { url: request.url, method: request.method, data: request.query },
      this.token,
    );
    const parameters = Object.entries(data)
      .filter(([name]) => name.startsWith('oauth_'))
      .map(
        ([name, value]) => `${this.oauth.percentEncode(name)}="${this.oauth.percentEncode(String(value))}"`,
      );
    return Promise.resolve({ authorization: `OAuth ${parameters.join(', ')}` });
  }

  /** A nonce clash is possible and each attempt is signed anew; a wrong key stays wrong. */
  rejected(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
