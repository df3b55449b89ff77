import { describe, expect, it } from '@jest/globals';
import { unknownVariables } from './unknown-variables.js';

const of = (...names: string[]): string[] =>
  unknownVariables(Object.fromEntries(names.map((name) => [name, 'x'])));

describe('variables that nobody reads', () => {
  it('are named, with what was most likely meant', () => {
    expect(of('MAGENTO_BASEURL', 'OIDC_ISSUER_URL')).toEqual([
      'MAGENTO_BASEURL is no variable of this service; did you mean MAGENTO_BASE_URL?',
      'OIDC_ISSUER_URL is no variable of this service',
    ]);
  });

  it('are not those that are read, directly or from a file', () => {
    expect(of('MAGENTO_BASE_URL', 'SECRETS_KEY', 'MAGENTO_PASSWORD_FILE', 'OIDC_CLIENT_SECRET')).toEqual([]);
  });

  it("are not other programs', nor what Kubernetes says of services", () => {
    expect(of('PATH', 'CLICKPOST_WEBHOOK_KEY', 'MAGENTO_PORT_8080_TCP_ADDR', 'MAGENTO_SERVICE_HOST')).toEqual(
      [],
    );
  });
});
