import type { AnyAuditAction } from '../../platform/audit/audit-actions.js';

/** What somebody did, in the past; behind it stands to what. */
export const ACTION_WORDS: Record<AnyAuditAction, string> = {
  access: 'Asked for more than it may',
  action: 'Tried something, and it failed',
  'alert-channel.change': 'Changed an alert channel',
  'alert-channel.create': 'Added an alert channel',
  'alert-channel.remove': 'Removed an alert channel',
  'alert-channel.reseal': 'Sealed an alert channel’s secrets with the new key',
  'alert-channel.test': 'Sent a test alert',
  'audit.remove': 'Removed old entries of this log',
  'client.create': 'Added an API client',
  'client.delete': 'Removed an API client',
  'client.update': 'Changed an API client',
  'database.delete': 'Deleted a row by hand, in the database',
  'database.insert': 'Added a row by hand, in the database',
  'database.migrate': 'Changed the database’s tables to another release',
  'database.truncate': 'Emptied a table by hand, in the database',
  'database.update': 'Changed a row by hand, in the database',
  'delivery.replay': 'Sent deliveries again',
  'difference.undone': 'Said that a broken promise is put right',
  'endpoint.delete': 'Removed an endpoint',
  'endpoint.disable': 'Switched an endpoint off',
  'endpoint.enable': 'Switched an endpoint on',
  'endpoint.put': 'Set an endpoint',
  'endpoint.reseal': 'Sealed an endpoint’s secrets with the new key',
  'endpoint.rotate': 'Gave an endpoint a new signing secret',
  'endpoint.test': 'Sent an endpoint a test',
  'event.assign': 'Said whose a courier’s event is',
  'event.dismiss': 'Dismissed events of couriers',
  'event.retry': 'Had an event of a courier read again',
  'inventory.retry': 'Sent stock again that Magento did not take',
  'inventory.run': 'Started a run over the stock',
  'list.export': 'Exported a list',
  'operation.dry-run': 'Looked what a write would do, without it',
  'operation.redo': 'Made a write again',
  'operation.retry': 'Tried writes again',
  'operation.withdraw': 'Withdrew writes',
  'order.refresh': 'Read an order again in Magento',
  'order.release': 'Released a held order',
  'orders.decide': 'Said which order Magento holds under a code',
  'personal-data.erase': 'Erased a customer',
  'personal-data.read': 'Opened a page with a customer’s data',
  'problem.assign': 'Gave a problem to somebody',
  'problem.ignore': 'Ignored a problem for a time',
  'problem.show': 'Took an ignored problem up again',
  'retention.prune': 'Removed data that was kept long enough',
  'sign-in.console': 'Signed in to the console',
  'sign-in.header': 'Called the API with id and secret',
  'sign-in.token': 'Asked for a token of the API',
  'sign-in.webhook': 'Called a courier’s webhook',
  'sign-out': 'Signed out',
  'store.backfill': 'Had older orders read',
  'store.check': 'Checked the connection to a store',
  'store.create': 'Connected a store',
  'store.delete': 'Removed a store',
  'store.mode': 'Changed whether a store sends anything',
  'store.move.arrive': 'Took a store in from another database',
  'store.move.clean': 'Removed what was left of a moved store',
  'store.move.close': 'Stopped a store, to move it',
  'store.move.leave': 'Began to move a store to another database',
  'store.move.open': 'Started a moved store',
  'store.move.stay': 'Called off the move of a store',
  'store.rebuild': 'Had a store’s copy of the orders built again',
  'store.reconcile': 'Started a comparison with Magento',
  'store.reseal': 'Sealed a store’s sign-in with the new key',
  'store.run': 'Had a store read now',
  'store.set-up': 'Went on with setting a store up',
  'store.update': 'Changed a store',
};

/** Where it did not go well, what was done was not done. */
const TRIES: Partial<Record<AnyAuditAction, string>> = {
  'sign-in.console': 'Tried to sign in to the console',
  'sign-in.header': 'Tried to call the API with id and secret',
  'sign-in.token': 'Tried to get a token of the API',
  'sign-in.webhook': 'Tried to call a courier’s webhook',
};

/** An action of another release is shown as it is. */
export function auditActionInWords(action: string, result = 'ok'): string {
  if (!Object.hasOwn(ACTION_WORDS, action)) return action;
  const known = action as AnyAuditAction;
  return (result === 'ok' ? undefined : TRIES[known]) ?? ACTION_WORDS[known];
}

const ACTORS: Record<string, string> = {
  cli: 'The command line',
  environment: 'The service, from its variables',
  migration: 'The service, while it was updated',
  retention: 'The service, by how long data is kept',
  schedule: 'The service, by its schedule',
  unknown: 'Somebody unknown',
  others: 'Many strangers',
};

/** Undefined: a client or a person, who has a name. */
export function auditActorInWords(actor: string): string | undefined {
  if (actor.startsWith('database:')) return 'Somebody in the database itself';
  return Object.hasOwn(ACTORS, actor) ? ACTORS[actor] : undefined;
}
