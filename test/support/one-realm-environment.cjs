// Where Jest runs our tests: in the realm of its worker process, as a program of the product runs in its own.
//
// Jest's own environment gives every test file a realm in which all modules are loaded and warmed up anew, and every use of a global is a
// lookup in a sandbox. For 220 files that was more work than the tests themselves. See `one-realm-runtime.cjs` and decision 058.
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Under this name jest-circus finds the handlers of the file before. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

module.exports = class OneRealmEnvironment {
  constructor({ projectConfig }) {
    // Jest replaces both for the time of a file.
    this.before = { console: globalThis.console, exit: process.exit };
    this.globalsOfProject = projectConfig.globals;
    this.conditions = projectConfig.testEnvironmentOptions.customExportConditions;
    delete globalThis[EVENT_HANDLERS];
    this.global = Object.assign(globalThis, this.globalsOfProject);
    this.moduleMocker = new ModuleMocker(globalThis);
    const { moduleMocker, global } = this;
    const timerConfig = { idToRef: (timer) => timer, refToId: (timer) => timer };
    this.fakeTimers = new LegacyFakeTimers({ config: projectConfig, global, moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global });
  }

  async setup() {}

  /** Gives the next file of this worker what this one was given. */
  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    for (const name of Object.keys(this.globalsOfProject)) delete globalThis[name];
    globalThis.console = this.before.console;
    process.exit = this.before.exit;
  }

  exportConditions() {
    return this.conditions;
  }

  getVmContext() {
    return globalThis;
  }
};
