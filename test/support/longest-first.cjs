// The order in which Jest begins its files: those that wait for broadcasts first, so that nobody waits for them alone at the end.
const { default: Sequencer } = require('@jest/test-sequencer');

const KINDS = ['e2e', 'medium', 'conformance', 'unit'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const kindOf = ({ context }) => KINDS.indexOf(context.config.displayName?.name);
    return super.sort(tests).sort((a, b) => kindOf(a) - kindOf(b));
  }
};
