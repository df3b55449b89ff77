/** Faults that StrykerJS puts into the pure modules, by itself; `npm run stryker`. The unit specs alone must notice them. */
export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { projectType: 'custom', configFile: 'test/stryker-jest.config.mjs', enableFindRelatedTests: true },
  mutate: ['src/orders/money.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  incremental: true,
  incrementalFile: '.data/stryker/incremental.json',
  tempDirName: '.data/stryker/tree',
  ignorePatterns: ['/docs', '/deploy', '/.ci', '/dist', '/coverage', '/test/bench', '/test/faults', '/test/e2e'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
