/** Who may use each page and action of the console: v(iewer), o(perator), u (auditor), a(dmin). A new route is to be entered here. */
export const CONSOLE_ROUTES: Record<string, string> = {
  'GET /console': 'voua',
  'GET /console/:listing': 'voua',
  'GET /console/search': 'voua',
  'GET /console/export/:listing': 'voua',
  'GET /console/export/audit': 'ua',
  'GET /console/orders/:orderCode': 'voua',
  'GET /console/orders/:orderCode/total': 'oa',
  'GET /console/operations/:operationId': 'voua',
  'GET /console/deliveries/:deliveryId': 'voua',
  'GET /console/reconciliations/:reconciliationId': 'voua',
  'GET /console/differences/:differenceId': 'voua',
  'GET /console/events/:notificationId': 'voua',
  'GET /console/shadow-report': 'oa',
  'GET /console/stores': 'oua',
  'GET /console/store': 'oua',
  'GET /console/audit': 'ua',
  'GET /console/erasures': 'ua',
  'POST /console/chosen/:act': 'oa',
  'POST /console/orders/release': 'oa',
  'POST /console/orders/:orderCode/release': 'oa',
  'POST /console/orders/:orderCode/refresh': 'oa',
  'POST /console/operations/:operationId/retry': 'oa',
  'POST /console/operations/:operationId/withdraw': 'oa',
  'POST /console/operations/:operationId/dry-run': 'oa',
  'POST /console/operations/retry': 'oa',
  'POST /console/operations/withdraw': 'oa',
  'POST /console/deliveries/replay': 'oa',
  'POST /console/deliveries/:deliveryId/replay': 'oa',
  'POST /console/events/dismiss': 'oa',
  'POST /console/events/:notificationId/retry': 'oa',
  'POST /console/events/:notificationId/assign': 'oa',
  'POST /console/events/:notificationId/dismiss': 'oa',
  'POST /console/reconciliations': 'oa',
  'POST /console/differences/:differenceId/repair': 'oa',
  'POST /console/differences/:differenceId/undone': 'oa',
  'POST /console/stock-runs': 'oa',
  'POST /console/stock-retries': 'oa',
  'POST /console/store/run': 'oa',
  'POST /console/store/check': 'oa',
  'POST /console/store/pause': 'a',
  'POST /console/store/resume': 'a',
  'POST /console/store/settings': 'a',
  'POST /console/store/endpoints/:kind/:action': 'a',
  'POST /console/erasures': 'a',
};

/** These concern all stores: who is bound to some has none of them, in any role. */
export const OF_ALL_STORES = new Set([
  'GET /console/audit',
  'GET /console/export/audit',
  'GET /console/erasures',
]);

/** Before anybody has signed in, or to end it. */
export const OPEN_ROUTES = [
  'GET /console/sign-in',
  'POST /console/sign-in',
  'GET /console/sign-in/person',
  'GET /console/sign-in/callback',
  'POST /console/sign-out',
  'GET /console/assets/console.css',
  'GET /console/assets/console.js',
  'GET /console/assets/icon.svg',
];

export const ROLES = { v: 'viewer', o: 'operator', u: 'auditor', a: 'admin' } as const;
