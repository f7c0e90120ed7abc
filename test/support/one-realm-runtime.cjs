// How test files are loaded: each by Jest, and what it requires by Node, once for all files of a worker.
//
// So Nest, TypeORM and our own rooms are loaded and optimised once per worker and not once per file. It holds because no module of ours keeps
// state: what would make one test disturb the next would make one commune disturb the next. A file that replaces a module (`jest.mock`) gets
// modules of its own from Jest, as usual.
const { createRequire, Module } = require('node:module');
const { join } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { imports } = require('../../package.json');

/** Source maps of all that this worker has compiled, for the stacks of any file. */
const sourceMaps = new Map();

/** The runtime of the file that is being run: its compiler and its cache on disk serve Node, too. */
let current;

require.extensions['.ts'] = (module, filename) => module._compile(current.transformCache.transform(filename), filename);

// `#domain` and the other rooms are their TypeScript, never a stale build.
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) =>
  resolveFilename(imports[name] ? join(__dirname, '../..', imports[name].source) : name, ...rest);

const requiresOfNode = new Map();

function requireByNode(from, name) {
  if (!requiresOfNode.has(from)) requiresOfNode.set(from, createRequire(from));
  return requiresOfNode.get(from)(name);
}

module.exports = class OneRealmRuntime extends Runtime {
  replacesModules = false;

  constructor(...parts) {
    super(...parts);
    current = this;
    const { executor } = this;
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
    this.transformCache.sourceMaps = sourceMaps;
  }

  setMock(...parts) {
    this.replacesModules = true;
    super.setMock(...parts);
  }

  requireModuleOrMock(from, name) {
    return this.replacesModules ? super.requireModuleOrMock(from, name) : requireByNode(from, name);
  }
};
