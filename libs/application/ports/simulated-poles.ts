// The way to the simulated poles of the demo, past the protocol: what a person with a ladder and a screwdriver would do. Production has none.
import { Problem, type PoleFaultName } from '#domain';

/** One simulated pole as it is, whatever the server knows of it. */
export interface SimulatedPole {
  readonly controllerId: string;
  /** Whether its box has power and runs. */
  readonly on: boolean;
  readonly faults: readonly PoleFaultName[];
}

export abstract class SimulatedPoles {
  /** Every simulated pole. Throws Problem `not-found` where there are none, `unavailable` while they cannot be reached. */
  abstract poles(): Promise<readonly SimulatedPole[]>;
  /** Breaks something at one of them, or mends it. Throws the same. */
  abstract setFault(controllerId: string, fault: PoleFaultName, on: boolean): Promise<void>;
}

/** Of an installation with real poles. */
export class NoSimulatedPoles extends SimulatedPoles {
  override poles(): never {
    throw new Problem('not-found');
  }

  override setFault(): never {
    throw new Problem('not-found');
  }
}
