import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const SOURCES = ['src/**/*.ts', 'src/**/*.tsx'];
const TESTS = ['**/*.spec.ts'];

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

const restricted = (...of) => ({
  'no-restricted-globals': ['error', ...of.flatMap(({ globals }) => globals)],
  '@typescript-eslint/no-restricted-imports': ['error', { paths: of.flatMap(({ imports }) => imports) }],
  'no-restricted-syntax': ['error', ...of.flatMap(({ syntax }) => syntax)],
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', '.data'] },
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
  { files: SOURCES, ignores: TESTS, rules: restricted(TIME, OUTGOING) },
  { files: ['src/platform/time/**/*.ts'], ignores: TESTS, rules: restricted(OUTGOING) },
  { files: ['src/platform/outgoing/**/*.ts'], ignores: TESTS, rules: restricted(TIME) },
  { files: ['**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: { module: 'writable', process: 'readonly', fetch: 'readonly', URLSearchParams: 'readonly' },
    },
  },
);
