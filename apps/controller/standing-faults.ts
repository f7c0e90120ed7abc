// What is wrong with one box now: each fault stands once, until it is mended.
import { nameOfFault, onDevice, type FaultOfDevice, type FaultyDevice, type PoleFault } from '#devices';
import type { PoleFaultName } from '#domain';

export class StandingFaults {
  private readonly standing = new Map<PoleFaultName, FaultOfDevice>();

  constructor(private readonly device: FaultyDevice) {}

  get names(): readonly PoleFaultName[] {
    return [...this.standing.keys()];
  }

  /** Does it, unless a fault of its name stands already. */
  async begin(fault: PoleFault): Promise<void> {
    const name = nameOfFault(fault);
    if (this.standing.has(name)) return;
    const done = onDevice(fault, this.device);
    this.standing.set(name, done);
    await done.begin();
  }

  /** Mends what stands under its name. */
  async end(fault: PoleFault): Promise<void> {
    const name = nameOfFault(fault);
    const done = this.standing.get(name);
    this.standing.delete(name);
    await done?.end();
  }
}
