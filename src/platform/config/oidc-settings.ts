import type { Env } from './env.dto.js';

/** What a person may do in the console; see docs/security.md. */
export enum ConsoleRole {
  Viewer = 'viewer',
  Operator = 'operator',
  Auditor = 'auditor',
  Admin = 'admin',
}

/** Who has this value of the roles claim has this role. */
export interface RoleRule {
  readonly value: string;
  readonly role: ConsoleRole;
  /** null: all stores. */
  readonly stores: string[] | null;
}

/** The provider that people sign in with, and what its claims mean here. */
export interface OidcSettings {
  /** Exactly as the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  /** Name of a claim, or its path with dots. */
  readonly rolesClaim: string;
  readonly rules: RoleRule[];
  readonly nameClaim: string;
  readonly clockSkewSeconds: number;
  /** undefined: as long as the id token is good. */
  readonly sessionMinutes?: number;
  /** Address of this service as browsers see it, without a slash at the end. */
  readonly publicUrl: string;
  /** API clients may sign in to the console as well. */
  readonly clientsToo: boolean;
}

const REQUIRED = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES', 'PUBLIC_URL'] as const;
const WITHOUT_ISSUER = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'] as const;
const STORE_CODE = /^[a-z0-9_-]{1,64}$/i;

/** Problems by the name of the variable. */
export function oidcProblems(env: Env): string[] {
  if (!env.OIDC_ISSUER) {
    return WITHOUT_ISSUER.some((name) => env[name]) ? ['OIDC_ISSUER: is required with the other OIDC_*'] : [];
  }
  const problems = REQUIRED.filter((name) => !env[name]).map(
    (name) => `${name}: is required with OIDC_ISSUER`,
  );
  if (!env.OIDC_ISSUER.startsWith('https:') && !env.ALLOW_PRIVATE_TARGETS) {
    problems.push('OIDC_ISSUER: must be https, unless ALLOW_PRIVATE_TARGETS is true');
  }
  if (env.OIDC_ISSUER.includes('@')) problems.push('OIDC_ISSUER: must not hold a user or password');
  if (!env.OIDC_SCOPES.split(' ').includes('openid')) problems.push('OIDC_SCOPES: must name openid');
  if (env.OIDC_ROLES) problems.push(...roleProblems(env.OIDC_ROLES));
  return problems;
}

export function oidcSettings(env: Env): OidcSettings | undefined {
  if (!env.OIDC_ISSUER) return undefined;
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID!,
    clientSecret: env.OIDC_CLIENT_SECRET!,
    scopes: env.OIDC_SCOPES,
    rolesClaim: env.OIDC_ROLES_CLAIM,
    rules: (JSON.parse(env.OIDC_ROLES!) as RoleRule[]).map((rule) => ({
      ...rule,
      stores: rule.stores ?? null,
    })),
    nameClaim: env.OIDC_NAME_CLAIM,
    clockSkewSeconds: env.OIDC_CLOCK_SKEW_SECONDS,
    sessionMinutes: env.OIDC_SESSION_MINUTES,
    publicUrl: env.PUBLIC_URL!.replace(/\/+$/, ''),
    clientsToo: env.CONSOLE_CLIENT_SIGN_IN,
  };
}

function roleProblems(text: string): string[] {
  let rules: unknown;
  try {
    rules = JSON.parse(text);
  } catch {
    rules = undefined;
  }
  if (!Array.isArray(rules) || rules.length === 0) {
    return ['OIDC_ROLES: must be a JSON list, e.g. [{"value":"ops-de","role":"operator","stores":["de"]}]'];
  }
  return rules.flatMap((rule: unknown, index) => {
    const problem = ruleProblem(rule);
    return problem === undefined ? [] : [`OIDC_ROLES: entry ${index + 1}: ${problem}`];
  });
}

function ruleProblem(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return 'must be an object';
  const { value, role, stores, ...others } = rule as Record<string, unknown>;
  if (Object.keys(others).length > 0) return 'may have value, role and stores only';
  if (typeof value !== 'string' || value === '') return 'value must be a text that is not empty';
  if (!Object.values<unknown>(ConsoleRole).includes(role)) {
    return `role must be ${Object.values(ConsoleRole).join(', ')}`;
  }
  if (stores === undefined || stores === null) return undefined;
  // An empty list must not be taken for all stores, nor for a rule that is meant.
  const isList = Array.isArray(stores) && stores.length > 0;
  if (!isList || !stores.every((code) => typeof code === 'string' && STORE_CODE.test(code))) {
    return 'stores must be a list of store codes, or left out for all stores';
  }
  if (role === ConsoleRole.Admin) {
    return 'stores must be left out for the role admin, which is for all stores';
  }
  return undefined;
}
