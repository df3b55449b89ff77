export enum Scope {
  OrdersRead = 'orders:read',
  OrdersWrite = 'orders:write',
  InventoryWrite = 'inventory:write',
  ReturnsWrite = 'returns:write',
  NotificationsWrite = 'notifications:write',
  /** Everything, for operators. */
  Admin = 'admin',
}
