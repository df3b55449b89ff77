import { join } from 'node:path';
import { swcOptions } from './support/swc-options.mjs';

const swc = (tsx) => ['@swc/jest', swcOptions(tsx)];

/** Files that replace a module, or declare what cannot be taken back. */
const ALONE = ['rebinding.spec.ts', 'new-aggregator.spec.ts', 'registration.spec.ts'];

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: join(import.meta.dirname, '..'),
  testMatch,
  testPathIgnorePatterns: ALONE.map((name) => `/test/integration/${name}$`),
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  testEnvironment: '<rootDir>/test/runtime/native-environment.mjs',
  runtime: '<rootDir>/test/runtime/native-runtime.mjs',
  transform: {},
  setupFiles: ['<rootDir>/test/runtime/fresh-state.ts'],
  ...extra,
});

/** With modules of their own, which Jest loads for each file: it costs four seconds. */
export const inJestsModules = {
  testPathIgnorePatterns: [],
  testEnvironment: 'node',
  runtime: undefined,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['<rootDir>/test/runtime/own-storages.ts', '<rootDir>/test/support/load-nest.ts'],
};

/** Projects with a database share one embedded server; each Jest worker has a database of its own. */
const withDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

export default {
  rootDir: join(import.meta.dirname, '..'),
  // One more than the cores of the smallest machine: the tests of faults wait a fifth of their time.
  maxWorkers: 3,
  // A worker keeps some 30 MB of each file that it has run; with three gigabytes it collects garbage a third of its time.
  workerIdleMemoryLimit: '1200MB',
  // Ends only what hangs: a machine that is busy with other things takes four times as long.
  testTimeout: 180_000,
  ...withDatabase,
  reporters: ['default', '<rootDir>/test/support/closing-line.mjs'],
  projects: [
    project('unit', [
      '<rootDir>/src/**/*.spec.ts',
      '<rootDir>/migrations/**/*.spec.ts',
      '<rootDir>/test/mutants/**/*.spec.ts',
      '<rootDir>/test/docs/**/*.spec.ts',
      '<rootDir>/test/deploy/{alert-rules,helm-chart,monitoring,release,systemd}.spec.ts',
    ]),
    project('conformance', [
      '<rootDir>/test/conformance/**/*.spec.ts',
      '<rootDir>/test/cases/order-*.spec.ts',
    ]),
    project(
      'integration',
      [
        '<rootDir>/test/integration/**/*.spec.ts',
        '<rootDir>/test/cases/{flow,webhook}-*.spec.ts',
        '<rootDir>/test/deploy/{pooler,prometheus}.spec.ts',
      ],
      withDatabase,
    ),
    project(
      'integration',
      ALONE.map((name) => `<rootDir>/test/integration/${name}`),
      { ...withDatabase, ...inJestsModules },
    ),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts'], withDatabase),
    project('security', ['<rootDir>/test/security/**/*.spec.ts'], withDatabase),
    project('openapi', ['<rootDir>/test/openapi/**/*.spec.ts'], withDatabase),
    project('explorer', ['<rootDir>/test/explorer/**/*.spec.ts'], withDatabase),
    project('faults', ['<rootDir>/test/faults/**/*.spec.ts'], withDatabase),
  ],
};
