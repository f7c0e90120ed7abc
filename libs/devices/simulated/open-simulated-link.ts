// The network in memory in real time, for an installation whose devices live in the process of its server. Whoever is no device of ours (any
// more) does not come in, as at the broker; what can be fetched is fetched where every device fetches it.
import type { DeviceClock, LinkAddress, LinkListener, ServerLink } from '#loudspeaker';
import type { DevicePlace } from '#protocol';
import type { Readable } from 'node:stream';
import { NO_FAULTS, SimulatedNetwork } from './network';
import { SimulatedDeviceLink } from './simulated-device-link';
import { SimulatedServerLink } from './simulated-server-link';

/** What is asked of the server: who a device is, what time it is, and where errors go. */
interface SimulatedSurroundings {
  readonly placeOf: (deviceId: string, credential: string) => Promise<DevicePlace | undefined>;
  readonly deviceClock: DeviceClock;
  readonly onError: (error: Error) => void;
}

/** What a device fetches with its credential. */
interface BoxFetches {
  message(name: 'programme' | 'settings', signal: AbortSignal): Promise<Uint8Array | undefined>;
  sound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable>;
}

/** The end of a device, with its credential. */
export type BoxEnd = (place: DevicePlace, credential: string, fetches: BoxFetches) => ServerLink;

/** Both ends of the network. */
interface ReadySimulatedLink {
  readonly link: SimulatedDeviceLink;
  readonly boxEnd: BoxEnd;
  close(): Promise<void>;
}

/** Stays outside when the server does not know its device; the box lives on, as one does that nobody can reach. */
class AdmittedLink extends SimulatedServerLink {
  private readonly life = new AbortController();

  constructor(
    network: SimulatedNetwork,
    place: DevicePlace,
    private readonly isAdmitted: () => Promise<boolean>,
    private readonly fetches: BoxFetches,
    private readonly onError: (error: Error) => void,
  ) {
    super(network, place);
  }

  override async open(address: LinkAddress, listener: LinkListener): Promise<void> {
    if (await this.isAdmitted()) await super.open(address, listener);
    else this.onError(new Error(`${address.deviceId} is no device of this installation`));
  }

  override fetchProgramme(): Promise<Uint8Array | undefined> {
    return this.fetches.message('programme', this.life.signal);
  }

  override fetchSettings(): Promise<Uint8Array | undefined> {
    return this.fetches.message('settings', this.life.signal);
  }

  override fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    return this.fetches.sound(sha256, offset, signal);
  }

  override async close(): Promise<void> {
    this.life.abort();
    await super.close();
  }

  override async drop(): Promise<void> {
    this.life.abort();
    await super.drop();
  }
}

/** Makes the network; nothing is on it yet. */
export async function openSimulatedLink(surroundings: SimulatedSurroundings): Promise<ReadySimulatedLink> {
  const { placeOf, deviceClock, onError } = surroundings;
  const credentials = new Map<string, string>();
  const isAdmitted = async (deviceId: string) =>
    (await placeOf(deviceId, credentials.get(deviceId) ?? '')) !== undefined;
  const network = new SimulatedNetwork(deviceClock, NO_FAULTS);
  return {
    link: new SimulatedDeviceLink(network, isAdmitted, onError),
    boxEnd: (place, credential, fetches) => {
      credentials.set(place.deviceId, credential);
      return new AdmittedLink(network, place, () => isAdmitted(place.deviceId), fetches, onError);
    },
    close: async () => undefined,
  };
}
