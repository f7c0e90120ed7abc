// What can be done to a simulated pole, by name: whoever trains chooses from these.

export const POLE_FAULTS = [
  'power',
  'link-down',
  'link-slow',
  'link-lossy',
  'link-doubling',
  'link-reordering',
  'pole-clock',
  'pole-disk-full',
  'damaged-file',
  'horn-silent',
  'horn-hangs',
  'older-journal',
  'cloned-identity',
] as const;

export type PoleFaultName = (typeof POLE_FAULTS)[number];
