// What is to sound on the second goes before what only computes: the end-to-end tests share the machine with all the others. Only root may
// take a process up again; for everybody else a worker stays where it was put first.
const { getPriority, setPriority } = require('node:os');

const COMPUTING = 10;

try {
  setPriority(globalThis.WAITS_FOR_BROADCASTS ? 0 : Math.max(getPriority(), COMPUTING));
} catch {
  // All stay alike.
}
