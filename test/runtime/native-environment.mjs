import { LegacyFakeTimers, ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Under this name jest-circus keeps its listeners; those of one file must not hear of the next one. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');
const timerConfig = { idToRef: (id) => ({ id, ref() {}, unref() {} }), refToId: (timer) => timer?.id };

/**
 * Tests run in the globals of the process itself. Those that Jest creates for each file cost half of the processor:
 * every global is looked up through a proxy, and every module is loaded again. See docs/decisions/0041-tests-in-plain-node.md.
 */
export default class NativeEnvironment {
  global = globalThis;

  constructor({ projectConfig }) {
    const { global } = this;
    this.moduleMocker = new ModuleMocker(global);
    const options = { config: projectConfig, global };
    this.fakeTimers = new LegacyFakeTimers({ ...options, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers(options);
    this.console = global.console;
    this.exit = process.exit;
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.global.console = this.console;
    process.exit = this.exit;
    delete this.global[LISTENERS];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
