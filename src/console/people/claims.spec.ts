import { describe, expect, it } from '@jest/globals';
import { ConsoleRole, type OidcSettings } from '../../platform/config/oidc-settings.js';
import { claimAt, nameOf, roleValuesOf } from './claims.js';

const settings = (rolesClaim: string, nameClaim = 'email'): OidcSettings => ({
  issuer: 'https://idp.example.com',
  clientId: 'bridge',
  clientSecret: 'secret',
  scopes: 'openid',
  rolesClaim,
  rules: ['ops', 'boss', 'boss', 'a@example.com'].map((value) => ({
    value,
    role: ConsoleRole.Viewer,
    stores: null,
  })),
  nameClaim,
  clockSkewSeconds: 0,
  publicUrl: 'https://bridge.example.com',
  clientsToo: false,
});

describe('claims', () => {
  it.each([
    ['groups', { groups: 1 }, 1],
    ['realm_access.roles', { realm_access: { roles: 2 } }, 2],
    ['https://example.com/roles', { 'https://example.com/roles': 3 }, 3],
    ['a.b', { 'a.b': 4, a: { b: 5 } }, 4],
    ['a.b', { a: null }, undefined],
    ['a.b', { a: 'text' }, undefined],
    ['constructor', {}, undefined],
    ['a.constructor.name', { a: {} }, undefined],
    ['a.length', { a: 'text' }, undefined],
  ])('at %s of %j are %j', (path, claims, value) => expect(claimAt(claims, path)).toBe(value));

  it.each<[unknown, string[]]>([
    [
      ['x', 'boss', 'ops'],
      ['ops', 'boss'],
    ],
    ['boss', ['boss']],
    ['boss ops', []],
    [['BOSS'], []],
    [[['boss']], []],
    [{ boss: true }, []],
    [undefined, []],
  ])('hold of %j the roles %j', (groups, values) => {
    expect(roleValuesOf({ groups }, settings('groups'))).toEqual(values);
  });

  it.each([
    [true, ['a@example.com']],
    [false, []],
    ['true', []],
    [undefined, []],
  ])('give a role by e-mail where it is verified: %j', (email_verified, values) => {
    expect(roleValuesOf({ email: 'a@example.com', email_verified }, settings('email'))).toEqual(values);
  });

  it.each([
    [{ email: 'a@example.com', preferred_username: 'anna', sub: '1' }, 'a@example.com'],
    [{ email: ' \n', preferred_username: 'anna', sub: '1' }, 'anna'],
    [{ email: 7, sub: '1' }, '1'],
    [{ email: 'an\u202Ena\nsecond', sub: '1' }, 'an na second'],
    [{ email: 'x'.repeat(500), sub: '1' }, 'x'.repeat(200)],
  ])('name %j', (claims, name) => expect(nameOf(claims, settings('groups'))).toBe(name));
});
