import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import JestRuntime from 'jest-runtime';
import { sourceMaps } from '../support/compile.mjs';
import { useGlobals } from './jest-globals.mjs';

const require = createRequire(import.meta.url);
let loads = 0;

/** Loads tests with Node's own loader, once per process: only the test file and what sets it up are evaluated each time. */
export default class NativeRuntime extends JestRuntime {
  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** The test framework holds the state of one test file. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    useGlobals({ ...globals, jest: this.jestGlobals.jestObjectFor(this._testPath) });
  }

  async unstable_importModule(path) {
    return import(`${pathToFileURL(path).href}?load=${++loads}`);
  }

  getSourceMaps() {
    return sourceMaps;
  }
}
