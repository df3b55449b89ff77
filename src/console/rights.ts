import type { ApiClient } from '../auth/entities/api-client.entity.js';
import { isAdmin, Scope } from '../platform/access/scope.js';
import { ConsoleRole, type RoleRule } from '../platform/config/oidc-settings.js';

/** What a page or an action of the console may need. */
export enum Right {
  /** Pages of one store. */
  Look,
  /** What was sent to others and what they answered, which may hold a customer's data. */
  Payloads,
  /** Settings and endpoints of a store. */
  Settings,
  /** What concerns all stores: the audit log, erased customers. */
  Audit,
  /** Try again, withdraw, release, replay, repair, run. */
  Operate,
  /** Change settings and endpoints, pause, erase customers. */
  Administer,
}

/** Rights in some stores. */
export interface Grant {
  rights: readonly Right[];
  /** null: all stores. */
  stores: string[] | null;
}

/** Who looks at the console. */
export interface Visitor {
  /** The name in the audit log and in operations. */
  id: string;
  /** The name on pages. */
  name: string;
  /** Has signed in with the provider, not as an API client. */
  isPerson: boolean;
  grants: Grant[];
}

const ALL = [Right.Look, Right.Payloads, Right.Settings, Right.Audit, Right.Operate, Right.Administer];

const RIGHTS: Record<ConsoleRole, readonly Right[]> = {
  [ConsoleRole.Viewer]: [Right.Look],
  [ConsoleRole.Operator]: [Right.Look, Right.Payloads, Right.Settings, Right.Operate],
  [ConsoleRole.Auditor]: [Right.Look, Right.Payloads, Right.Settings, Right.Audit],
  [ConsoleRole.Admin]: ALL,
};

/** These concern all stores, and are not had for some. */
const UNBOUND = new Set([Right.Audit, Right.Administer]);

/** Nothing for a client that may not look. */
export function grantsOfClient(client: ApiClient): Grant[] {
  if (isAdmin(client)) return [{ rights: ALL, stores: null }];
  const mayLook = client.scopes.includes(Scope.Admin) || client.scopes.includes(Scope.OrdersRead);
  return mayLook ? [{ rights: [Right.Look, Right.Payloads], stores: client.storeCodes }] : [];
}

/** The grants of a person, by the values of the roles claim. */
export function grantsOfValues(rules: RoleRule[], values: string[]): Grant[] {
  return rules
    .filter(({ value }) => values.includes(value))
    .map(({ role, stores }) => ({
      rights: RIGHTS[role].filter((right) => stores === null || !UNBOUND.has(right)),
      stores,
    }));
}

/** The stores that a visitor may look at. */
export function storesOf(visitor: Visitor, all: string[]): string[] {
  return storesWith(visitor, Right.Look, all);
}

export function storesWith(visitor: Visitor, right: Right, all: string[]): string[] {
  return all.filter((code) => may(visitor, right, code));
}

/** @param store undefined while there is no store at all */
export function may(visitor: Visitor, right: Right, store: string | undefined): boolean {
  return visitor.grants.some(
    ({ rights, stores }) =>
      rights.includes(right) && (stores === null || (store !== undefined && stores.includes(store))),
  );
}
