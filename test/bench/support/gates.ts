// The gates of speed, in their order, and why those that no bench measures are not measured: a gate without a figure stays in the table.

interface Gate {
  readonly what: string;
  /** Absent where a bench measures it. */
  readonly whyNot?: string;
}

/** By the name that figures call them. */
export const GATES: Readonly<Record<string, Gate>> = {
  P1: {
    what: 'how late boxes start',
    whyNot: 'needs a machine that does nothing else: a shared one delays every timer, also the bare one',
  },
  P2: { what: 'server work around a slot', whyNot: 'needs all processes and two quiet hours; no stage for it yet' },
  P3: {
    what: 'CPU per controller beside a minimal pipeline',
    whyNot: 'the minimal pipeline is not written; P9 and P18 hold its two halves',
  },
  P4: { what: 'the same beside a job per controller', whyNot: 'the naive prototype and its queue are not written' },
  P5: {
    what: 'deliver jobs beside an idle worker',
    whyNot: 'a rate of jobs with Redis is wall time, which says nothing on a shared machine',
  },
  P6: { what: 'queue jobs per slot' },
  P7: { what: 'an emergency at the last of 10,000 poles', whyNot: 'needs a thin fleet of 10,000 real connections' },
  P8: { what: 'the same under full load', whyNot: 'comes after P7' },
  P9: { what: 'receipts' },
  P10: { what: 'rendering' },
  P11: { what: 'CPU of all renditions', whyNot: 'a recording has a single rendition now' },
  P12: { what: 'API while two renders run', whyNot: 'a p99 of wall time needs a quiet machine' },
  P13: { what: 'conflict check' },
  P14: { what: 'days of a series' },
  P15: { what: 'a reconnect storm', whyNot: 'needs the thin fleet of P7' },
  P16: { what: 'cold start of 10,000 zones', whyNot: 'no stage for it yet' },
  P17: { what: 'a small request' },
  P18: { what: 'growth over controllers' },
  P19: { what: 'idle with 10,000 controllers', whyNot: 'needs the thin fleet of P7' },
  P20: { what: 'spread of prefetching', whyNot: 'needs the thin fleet of P7' },
};
