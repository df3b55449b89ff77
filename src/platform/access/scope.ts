export enum Scope {
  OrdersRead = 'orders:read',
  OrdersWrite = 'orders:write',
  InventoryWrite = 'inventory:write',
  ReturnsWrite = 'returns:write',
  NotificationsWrite = 'notifications:write',
  /** Who did what; of all stores, unless the client is bound to some. */
  AuditRead = 'audit:read',
  /** Everything, for operators. */
  Admin = 'admin',
}

/** May administer: everything, for all stores. Bound to some stores, a client administers none. */
export function isAdmin(client: { scopes: Scope[]; storeCodes: string[] | null }): boolean {
  return client.scopes.includes(Scope.Admin) && client.storeCodes === null;
}
