import type { OidcSettings } from '../../platform/config/oidc-settings.js';

export type Claims = Record<string, unknown>;

const LONGEST_NAME = 200;

/** By its whole name, as `https://example.com/roles`, else by its path, as `realm_access.roles`. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let at: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Claims)[name];
  }
  return at;
}

/** Those values of the roles claim that the settings name. */
export function roleValuesOf(claims: Claims, { rolesClaim, rules }: OidcSettings): string[] {
  // Anybody may have typed an address that nobody has verified.
  if (rolesClaim === 'email' && claims['email_verified'] !== true) return [];
  const claim = claimAt(claims, rolesClaim);
  const values = new Set<unknown>(Array.isArray(claim) ? claim : [claim]);
  return [...new Set(rules.map(({ value }) => value))].filter((value) => values.has(value));
}

/** What pages call the person; never the id by which we know them. */
export function nameOf(claims: Claims, { nameClaim }: OidcSettings): string {
  for (const path of [nameClaim, 'preferred_username', 'sub']) {
    const name = claimAt(claims, path);
    if (typeof name !== 'string') continue;
    const clean = name.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
    if (clean !== '') return clean.slice(0, LONGEST_NAME);
  }
  return '?';
}
