import type { AuthScheme } from './auth-scheme.js';

/**
 * The access token of an integration. It does not expire; since 2.4.4 Magento takes it only with
 * `oauth/consumer/enable_integration_as_bearer` switched on.
 */
export class BearerAuth implements AuthScheme {
  constructor(private readonly accessToken: string) {}

  headers(): Promise<Record<string, string>> {
    return Promise.resolve({ authorization: `Bearer ${this.accessToken}` });
  }

  rejected(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
