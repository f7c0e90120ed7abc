// The gates of speed, in their order, and why no figure of some is kept: a gate without a figure stays in the table.

interface Gate {
  readonly what: string;
  /** Why no figure is kept. Absent where one is. */
  readonly whyNot?: string;
}

const VOID_HERE = 'wall time: on a machine that others use the control was void';

/** By the name that figures call them. */
export const GATES: Readonly<Record<string, Gate>> = {
  P1: { what: 'how late boxes start', whyNot: VOID_HERE },
  P2: { what: 'server work around a slot' },
  P3: { what: 'CPU per controller beside a minimal pipeline' },
  P4: { what: 'the same beside a job per controller' },
  P5: { what: 'deliver jobs beside an idle worker' },
  P6: { what: 'queue jobs per slot' },
  P7: { what: 'an emergency at the last pole', whyNot: VOID_HERE },
  P8: { what: 'the same under full load', whyNot: VOID_HERE },
  P9: { what: 'receipts' },
  P10: { what: 'rendering' },
  P11: { what: 'CPU of all renditions' },
  P12: { what: 'API while two renders run', whyNot: 'wall time: waits for a machine that does nothing else' },
  P13: { what: 'conflict check' },
  P14: { what: 'days of a series' },
  P15: { what: 'a reconnect storm' },
  P16: { what: 'a cold start' },
  P17: { what: 'a small request' },
  P18: { what: 'growth over controllers' },
  P19: { what: 'idle with connected controllers' },
  P20: { what: 'spread of prefetching' },
};
