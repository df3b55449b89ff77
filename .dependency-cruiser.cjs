/** Direction: controllers → services → (operations, deliveries, sync) → magento → platform. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two entities of one relation name each other; nothing else may.',
      from: { pathNot: 'entities/' },
      to: { circular: true },
    },
    {
      name: 'platform-knows-nobody',
      severity: 'error',
      from: { path: '^src/platform' },
      to: { path: '^src/', pathNot: '^src/platform' },
    },
    {
      name: 'magento-knows-no-domain',
      severity: 'error',
      from: { path: '^src/magento' },
      to: { path: '^src/', pathNot: '^src/(magento|platform)' },
    },
    {
      name: 'engines-know-no-domain',
      severity: 'error',
      from: { path: '^src/(sync|operations)/', pathNot: 'controller' },
      to: { path: '^src/(orders|invoices|refunds|shipments|inventory|returns|notifications)/' },
    },
    {
      name: 'stores-and-engines-know-no-clients',
      severity: 'error',
      comment:
        'Who calls, and with which scope, is said in src/platform/access; who may, is found out in src/auth.',
      from: { path: '^src/(stores|operations|sync|deliveries|timeline)/' },
      to: { path: '^src/auth/' },
    },
    {
      name: 'deliveries-know-no-domain',
      severity: 'error',
      comment: 'Domains register their kinds of endpoints; see src/deliveries/delivery-routes.ts.',
      from: { path: '^src/deliveries' },
      to: { path: '^src/(orders|returns|notifications|increff|invoices|refunds|shipments)' },
    },
    {
      name: 'mappers-are-pure',
      severity: 'error',
      from: { path: '\\.mapper\\.ts$' },
      to: {
        path: '(service|client|controller|repository|read-model)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'entities-know-no-service',
      severity: 'error',
      from: { path: '/entities/' },
      to: { path: '(service|client|controller)\\.ts$' },
    },
    {
      name: 'services-know-no-controller',
      severity: 'error',
      from: { path: '^src/', pathNot: '(module|controller)\\.ts$' },
      to: { path: 'controller\\.ts$' },
    },
    {
      name: 'domains-meet-through-services',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/(orders|invoices|refunds|shipments|inventory|returns|notifications)/.*(entity|repository|read-model)\\.ts$',
        pathNot: '^src/$1/',
      },
    },
    {
      name: 'sources-know-no-test',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: 'spec\\.ts$' },
      to: { path: '^test/' },
    },
    {
      name: 'sandbox-knows-no-source',
      severity: 'error',
      comment: 'A double that shares code with what it tests proves nothing.',
      from: { path: '^test/sandbox/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: { path: '^src/', pathNot: 'spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        // What the bench is measured beside is installed by itself, from test/bench/peers/package.json.
        pathNot: '^(bullmq|graphile-worker|ioredis|magento-api-rest)$',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
