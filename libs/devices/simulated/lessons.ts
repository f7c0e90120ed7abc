// Every fault that can be done to a pole, each as it is done when a person asks for it by name: so people learn what the desk says.
import { MINUTE_MS, type PoleFaultName } from '#domain';
import type { PoleFault } from './fault-script';

const LESSONS: Readonly<Record<PoleFaultName, PoleFault>> = {
  power: { kind: 'power' },
  'link-down': { kind: 'link', manner: 'down' },
  'link-slow': { kind: 'link', manner: 'slow' },
  'link-lossy': { kind: 'link', manner: 'lossy' },
  'link-doubling': { kind: 'link', manner: 'doubling' },
  'link-reordering': { kind: 'link', manner: 'reordering' },
  'pole-clock': { kind: 'pole-clock', jumpMs: 15 * MINUTE_MS, driftPpm: 0 },
  'pole-disk-full': { kind: 'pole-disk-full' },
  'damaged-file': { kind: 'damaged-file', file: 'programme' },
  'horn-silent': { kind: 'horn', manner: 'silent' },
  'horn-hangs': { kind: 'horn', manner: 'hangs' },
  'older-journal': { kind: 'older-journal', backMs: 10 * MINUTE_MS },
  'cloned-identity': { kind: 'cloned-identity' },
};

/** The fault of this name. */
export function lessonOf(name: PoleFaultName): PoleFault {
  return LESSONS[name];
}

/** How a fault is called: by its kind, and what it does by its manner. */
export function nameOfFault(fault: PoleFault): PoleFaultName {
  if (fault.kind === 'link') return `link-${fault.manner}`;
  return fault.kind === 'horn' ? `horn-${fault.manner}` : fault.kind;
}
