import all, { inJestsModules } from './jest.config.mjs';

/** The unit specs alone, in an environment that tells Stryker which of them reach a fault. */
const { displayName: _, ...unit } = all.projects.find(({ displayName }) => displayName === 'unit');

export default {
  ...unit,
  ...inJestsModules,
  roots: ['<rootDir>/src'],
  watchman: false,
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  setupFiles: ['reflect-metadata'],
  testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
};
