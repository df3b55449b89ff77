import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nodeVersionProblem } from './node-version.js';

describe('the version of Node', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');

  it.each([`${oldest}.0`, '22.20.1', '24.0.0', '26.3.0'])('%s will do', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.20.2', '22.17.9', '22.2.0', '18.0.0'])(
    '%s is too old, and the words say what is needed',
    (version) => {
      expect(nodeVersionProblem(version)).toBe(`This needs Node.js ${oldest} or later; this is ${version}.`);
    },
  );
});
