// Lets a child process of a test run the TypeScript sources as Jest does, so that no test depends on a build.
const { transformSync } = require('@swc/core');
const { readFileSync } = require('node:fs');

const { $schema, ...swc } = JSON.parse(readFileSync(`${__dirname}/../../.swcrc`, 'utf8'));

require.extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...swc, filename, swcrc: false }).code, filename);
};
