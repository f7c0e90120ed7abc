// The gates of speed, in their order, and why those that no bench measures are not measured: a gate without a figure stays in the table.

interface Gate {
  readonly what: string;
  /** Absent where a bench measures it. */
  readonly whyNot?: string;
}

/** By the name that figures call them. */
export const GATES: Readonly<Record<string, Gate>> = {
  P1: { what: 'how late boxes start' },
  P2: { what: 'server work around a slot' },
  P3: { what: 'CPU per controller beside a minimal pipeline' },
  P4: { what: 'the same beside a job per controller' },
  P5: { what: 'deliver jobs beside an idle worker' },
  P6: { what: 'queue jobs per slot' },
  P7: { what: 'an emergency at the last pole' },
  P8: { what: 'the same under full load' },
  P9: { what: 'receipts' },
  P10: { what: 'rendering' },
  P11: { what: 'CPU of all renditions' },
  P12: { what: 'API while two renders run' },
  P13: { what: 'conflict check' },
  P14: { what: 'days of a series' },
  P15: { what: 'a reconnect storm' },
  P16: { what: 'a cold start' },
  P17: { what: 'a small request' },
  P18: { what: 'growth over controllers' },
  P19: { what: 'idle with connected controllers' },
  P20: { what: 'spread of prefetching' },
};
