import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './load-config.js';

const GOOD = {
  OIDC_ISSUER: 'https://idp.example.com/realms/staff',
  OIDC_CLIENT_ID: 'bridge',
  OIDC_CLIENT_SECRET: 'a-secret-of-the-provider',
  OIDC_ROLES: '[{"value":"ops-de","role":"operator","stores":["de"]},{"value":"boss","role":"admin"}]',
  PUBLIC_URL: 'https://bridge.example.com/',
};

describe('the settings of people', () => {
  it('are none without an issuer', () => expect(loadConfig({}).oidc).toBeUndefined());

  it('have defaults', () => {
    expect(loadConfig(GOOD).oidc).toEqual({
      issuer: 'https://idp.example.com/realms/staff',
      clientId: 'bridge',
      clientSecret: 'a-secret-of-the-provider',
      scopes: 'openid profile email',
      rolesClaim: 'groups',
      rules: [
        { value: 'ops-de', role: 'operator', stores: ['de'] },
        { value: 'boss', role: 'admin', stores: null },
      ],
      nameClaim: 'email',
      clockSkewSeconds: 30,
      sessionMinutes: undefined,
      publicUrl: 'https://bridge.example.com',
      clientsToo: false,
    });
  });

  it.each([
    ['not json', 'must be a JSON list'],
    ['{}', 'must be a JSON list'],
    ['[]', 'must be a JSON list'],
    ['[1]', 'entry 1: must be an object'],
    ['[{"value":"a","role":"viewer"},{"value":"","role":"viewer"}]', 'entry 2: value'],
    ['[{"role":"viewer"}]', 'entry 1: value'],
    ['[{"value":"a","role":"boss"}]', 'entry 1: role must be viewer, operator, auditor, admin'],
    ['[{"value":"a","role":"constructor"}]', 'entry 1: role'],
    ['[{"value":"a","role":"viewer","stores":[]}]', 'entry 1: stores'],
    ['[{"value":"a","role":"viewer","stores":"de"}]', 'entry 1: stores'],
    ['[{"value":"a","role":"viewer","stores":["d e"]}]', 'entry 1: stores'],
    ['[{"value":"a","role":"viewer","store":["de"]}]', 'entry 1: may have value, role and stores only'],
    ['[{"value":"a","role":"admin","stores":["de"]}]', 'entry 1: stores must be left out for the role admin'],
  ])('name OIDC_ROLES where it is %s', (OIDC_ROLES, words) => {
    expect(() => loadConfig({ ...GOOD, OIDC_ROLES })).toThrow(`OIDC_ROLES: ${words}`);
  });

  it.each([
    [{ OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID: is required'],
    [{ OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET: is required'],
    [{ OIDC_CLIENT_SECRET: 'short' }, 'OIDC_CLIENT_SECRET'],
    [{ OIDC_ROLES: '' }, 'OIDC_ROLES: is required'],
    [{ PUBLIC_URL: '' }, 'PUBLIC_URL: is required'],
    [{ OIDC_ISSUER: '' }, 'OIDC_ISSUER: is required'],
    [{ OIDC_ISSUER: 'http://idp.example.com' }, 'OIDC_ISSUER: must be https'],
    [{ OIDC_ISSUER: 'https://a@idp.example.com' }, 'OIDC_ISSUER: must not hold a user'],
    [{ OIDC_SCOPES: 'profile' }, 'OIDC_SCOPES: must name openid'],
    [{ OIDC_SESSION_MINUTES: '0' }, 'OIDC_SESSION_MINUTES'],
    [{ OIDC_CLOCK_SKEW_SECONDS: '3600' }, 'OIDC_CLOCK_SKEW_SECONDS'],
  ])('name what is wrong: %j', (change, words) => {
    expect(() => loadConfig({ ...GOOD, ...change })).toThrow(words);
  });

  it('allow http with private targets, for a provider beside the service', () => {
    const local = { OIDC_ISSUER: 'http://keycloak:8080/realms/x', ALLOW_PRIVATE_TARGETS: 'true' };
    expect(loadConfig({ ...GOOD, ...local }).oidc?.issuer).toBe('http://keycloak:8080/realms/x');
  });
});
