// The server's side of the way to the loudspeakers. Adapters: `simulated` (in process, virtual time) and `mqtt`. Push is a hint: whatever is
// published here can also be fetched, so an adapter may lose, repeat and reorder, but never invent.
import type { BrokerPlace } from '#protocol';

/** What an adapter hands up. All bytes are unverified. */
export interface DeviceLinkListener {
  /** A sealed receipt batch. The adapter does not acknowledge it; the listener answers with `acknowledge` once it is durable. */
  receipts(communeId: string, deviceId: string, envelope: Uint8Array): void;
  presence(communeId: string, deviceId: string, online: boolean): void;
  /** A sealed status; nothing is answered. */
  status(communeId: string, deviceId: string, envelope: Uint8Array): void;
  /** A clock probe (JSON, not signed). Returns the sealed reply, or undefined to stay silent. */
  clockProbe(communeId: string, deviceId: string, probe: Uint8Array): Uint8Array | undefined;
}

export abstract class DeviceLink {
  /** What boxes must know to find it and to know it again; undefined: nothing that their enrolment did not say. */
  readonly broker: BrokerPlace | undefined = undefined;

  /** Starts to listen. Resolves when the link is up. */
  abstract open(listener: DeviceLinkListener): Promise<void>;
  /** Leaves the current programme of the zone where its devices find it, now and when they connect later. */
  abstract publishProgramme(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void>;
  /** Leaves the settings of one controller where its device finds them. */
  abstract publishSettings(communeId: string, controllerId: string, envelope: Uint8Array): Promise<void>;
  /** Says something once to everybody of the zone who is connected now; `zoneId` null: to everybody of the commune. */
  abstract publishUrgent(communeId: string, zoneId: string | null, envelope: Uint8Array): Promise<void>;
  /** Says a drill, or a self-test, once to everybody of the zone who is connected now. */
  abstract publishDrill(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void>;
  abstract publishSelfTest(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void>;
  abstract acknowledge(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void>;
  /**
   * Cuts off a box that was retired or moved, so that it hears nothing more of where it stood. One that may come comes back at once, to where it
   * stands now. Where others run the broker it stays until it connects anew, and the adapter says so.
   */
  abstract expel(deviceId: string): void;
  abstract close(): Promise<void>;
}
