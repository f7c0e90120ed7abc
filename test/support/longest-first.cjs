// The order in which Jest begins its files: what takes long first, and the end-to-end tests, which mostly wait for broadcasts, one after
// the other beside what computes.
const { default: Sequencer } = require('@jest/test-sequencer');

/** What one file of a kind takes, as a rule. */
const TYPICAL_S = { medium: 15, conformance: 10, unit: 2 };

const kindOf = ({ context }) => context.config.displayName?.name;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const computing = Object.keys(TYPICAL_S).flatMap((kind) => sorted.filter((test) => kindOf(test) === kind));
    const waiting = sorted.filter((test) => !(kindOf(test) in TYPICAL_S));
    const wholeS = computing.reduce((sum, test) => sum + TYPICAL_S[kindOf(test)], 0);
    const order = [];
    let begunS = 0;
    let begun = 0;
    for (const test of computing) {
      for (; begun < waiting.length && begunS >= (wholeS * begun) / waiting.length; begun += 1)
        order.push(waiting[begun]);
      order.push(test);
      begunS += TYPICAL_S[kindOf(test)];
    }
    return [...order, ...waiting.slice(begun)];
  }
};
