import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const SOURCES = ['src/**/*.ts', 'src/**/*.tsx'];
const TESTS = ['**/*.spec.ts'];
const REPOSITORIES = [
  'src/**/*.repository.ts',
  'src/**/*.read-model.ts',
  'src/platform/database/**/*.ts',
  'src/platform/jobs/lease.ts',
];

const TIME = {
  globals: ['setTimeout', 'setInterval', 'performance'],
  imports: [
    ...['timers', 'node:timers', 'timers/promises', 'node:timers/promises', 'node:perf_hooks'].map(
      (name) => ({
        name,
      }),
    ),
    { name: '@nestjs/schedule', importNames: ['Interval', 'Timeout'] },
  ],
  syntax: [
    'MemberExpression[object.name="Date"][property.name="now"]',
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'MemberExpression[object.name="AbortSignal"][property.name="timeout"]',
    'MemberExpression[object.name="process"][property.name=/^(hrtime|uptime)$/]',
  ].map((selector) => ({ selector, message: 'Ask Time.' })),
};

const WAY_OUT = 'Connect through src/platform/outgoing.';
const bothNames = (name) => [name, `node:${name}`];
const OUTGOING = {
  globals: ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
  imports: [
    ...[
      ...bothNames('tls'),
      ...bothNames('http2'),
      ...bothNames('dgram'),
      'axios',
      '@nestjs/axios',
      'undici',
      'nodemailer',
    ].map((name) => ({ name })),
    ...bothNames('net').map((name) => ({
      name,
      importNames: ['default', 'connect', 'createConnection', 'Socket', 'Stream'],
    })),
    ...[...bothNames('http'), ...bothNames('https')].map((name) => ({
      name,
      importNames: ['default', 'request', 'get', 'Agent', 'ClientRequest', 'globalAgent'],
    })),
  ].map((one) => ({ ...one, message: WAY_OUT, allowTypeImports: true })),
  syntax: [
    'ImportExpression[source.value=/^(node:)?(net|tls|https?|http2|dgram)$|axios|^undici$/]',
    'CallExpression[callee.name="require"]',
    'MemberExpression[object.name="globalThis"][property.name=/^(fetch|WebSocket|EventSource)$/]',
    'MemberExpression[property.name=/^(getBuiltinModule|axiosRef)$/]',
  ].map((selector) => ({ selector, message: WAY_OUT })),
};

/** What the console's script uses of a browser. */
const BROWSER = [
  ...['document', 'location', 'navigator', 'performance', 'fetch', 'addEventListener', 'getSelection'],
  ...['setTimeout', 'setInterval', 'AbortSignal', 'DOMParser', 'MutationObserver'],
];

const DATA_ACCESS = 'Data is read and written in *.repository.ts and *.read-model.ts (CONTRIBUTING.md).';
const TABLE_METHODS =
  '/^(find|findBy|findAndCount|findAndCountBy|findOne|findOneBy|findOneOrFail|findOneByOrFail|count|countBy|exists|existsBy|insert|update|updateAll|upsert|save|remove|delete|deleteAll|softDelete|increment|decrement|sum|maximum|minimum|average|clear|preload)$/';
const DATA = {
  globals: [],
  imports: [{ name: '@nestjs/typeorm', importNames: ['InjectRepository'], message: DATA_ACCESS }],
  patterns: [
    { regex: 'database/data-source', importNames: ['rowsOf', 'preparedRows'], message: DATA_ACCESS },
    { regex: 'jobs/lease\\.js$', message: DATA_ACCESS },
  ],
  syntax: [
    'CallExpression[callee.property.name=/^(query|createQueryBuilder|createQueryRunner|getRepository)$/]',
    `CallExpression[callee.object.name=/[mM]anager$/][callee.property.name=${TABLE_METHODS}]`,
    `CallExpression[callee.object.property.name=/[mM]anager$/][callee.property.name=${TABLE_METHODS}]`,
    'TemplateElement[value.raw=/(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \\S+( \\w+)? SET) /s]',
    'Literal[value=/(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \\S+( \\w+)? SET) /]',
  ].map((selector) => ({ selector, message: DATA_ACCESS })),
};

const restricted = (...of) => ({
  'no-restricted-globals': ['error', ...of.flatMap(({ globals }) => globals)],
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { paths: of.flatMap(({ imports }) => imports), patterns: of.flatMap(({ patterns = [] }) => patterns) },
  ],
  'no-restricted-syntax': ['error', ...of.flatMap(({ syntax }) => syntax)],
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', '.site', '.data', 'packages/client/src/api.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs', '*.cjs', 'test/*.mjs'] } },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      curly: ['error', 'multi-line'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Bodies read back over HTTP or SQL are `any` in tests; the assertions are the check.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  // One place for time, src/platform/time, and one way out, src/platform/outgoing.
  { files: SOURCES, ignores: TESTS, rules: restricted(TIME, OUTGOING, DATA) },
  { files: ['src/platform/time/**/*.ts'], ignores: TESTS, rules: restricted(OUTGOING, DATA) },
  { files: ['src/platform/outgoing/**/*.ts'], ignores: TESTS, rules: restricted(TIME, DATA) },
  // And one way to the data.
  { files: REPOSITORIES, rules: restricted(TIME, OUTGOING) },
  { files: ['**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['src/console/assets/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: Object.fromEntries(BROWSER.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: { module: 'writable', process: 'readonly', fetch: 'readonly', URLSearchParams: 'readonly' },
    },
  },
);
