// What each fault does to a device when it begins and when it is over: said once, for boxes in virtual time and for those of the fleet.
import type { HornManner, LinkManner, PoleFault } from './fault-script';

type Done = Promise<void> | void;

/** A device to which faults can be done. */
export interface FaultyDevice {
  powerOn(): Done;
  /** Pulls the plug. */
  powerOff(): Done;
  setLink(manner: LinkManner, isOn: boolean): Done;
  /** Sets the battery clock so much ahead of where it was, and lets it run so many millionths too fast; from the next power-on. */
  setClock(jumpMs: number, driftPpm: number): Done;
  setDiskFull(isFull: boolean): Done;
  setHorn(manner: HornManner | undefined): Done;
  /** One bit of a file is another one. Only while it has no power. */
  damage(file: string): Done;
  /** Has its memory as it was so long ago, or the oldest that is known. Only while it has no power. */
  forget(backMs: number): Done;
  /** A second box with a copy of its memory is there, or is taken away again. */
  setCloned(isCloned: boolean): Done;
}

/** The beginning and the end of one fault of one device. */
export interface FaultOfDevice {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** The fault, ready to be done to the device. What the clock was set to is set back at the end. */
export function onDevice(fault: PoleFault, device: FaultyDevice): FaultOfDevice {
  const unpowered = (meanwhile: () => Done): FaultOfDevice => ({
    begin: async () => {
      await device.powerOff();
      await meanwhile();
    },
    end: async () => device.powerOn(),
  });
  const set = (turn: (isOn: boolean) => Done): FaultOfDevice => ({
    begin: async () => turn(true),
    end: async () => turn(false),
  });
  switch (fault.kind) {
    case 'power':
      return unpowered(() => undefined);
    case 'link':
      return set((isOn) => device.setLink(fault.manner, isOn));
    case 'pole-clock':
      return {
        begin: async () => device.setClock(fault.jumpMs, fault.driftPpm),
        end: async () => device.setClock(-fault.jumpMs, 0),
      };
    case 'pole-disk-full':
      return set((isOn) => device.setDiskFull(isOn));
    case 'damaged-file':
      return unpowered(() => device.damage(fault.file));
    case 'horn':
      return set((isOn) => device.setHorn(isOn ? fault.manner : undefined));
    case 'older-journal':
      return unpowered(() => device.forget(fault.backMs));
    case 'cloned-identity':
      return {
        begin: async () => device.setCloned(true),
        end: async () => {
          await device.setCloned(false);
          await device.powerOff();
          await device.powerOn();
        },
      };
  }
}

/** More copies are of no use to anybody. */
const MOST_COPIES = 20;

/** Copies of a memory, each with its time. */
export class EarlierCopies<T> {
  private readonly copies: { readonly atMs: number; readonly copy: T }[] = [];

  keep(atMs: number, copy: T): void {
    this.copies.push({ atMs, copy });
    if (this.copies.length > MOST_COPIES) this.copies.shift();
  }

  /** The newest that is so old, or the oldest; undefined when there is none. */
  asOf(atMs: number): T | undefined {
    return (this.copies.findLast((each) => each.atMs <= atMs) ?? this.copies[0])?.copy;
  }
}
