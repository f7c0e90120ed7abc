// The boxes on the poles and the codes by which they are enrolled.
import type { Device, EnrolmentCode, Instant } from '#domain';

/** A device that spoke. `programme`: undefined when it said nothing of it. */
export interface SeenDevice {
  readonly id: string;
  readonly programme: Device['programme'] | undefined;
}

/** A device that came or went. */
export interface PresentDevice {
  readonly id: string;
  readonly online: boolean;
  readonly at: Instant;
}

export interface DeviceReads {
  device(id: string): Promise<Device | undefined>;
  /** Retired ones too. */
  devicesByIds(ids: readonly string[]): Promise<readonly Device[]>;
  /** Devices that are not retired. */
  devices(communeId: string): Promise<readonly Device[]>;
  deviceOfController(controllerId: string): Promise<Device | undefined>;
  enrolmentCode(codeHash: string): Promise<EnrolmentCode | undefined>;
}

export interface DeviceStore extends DeviceReads {
  insertDevice(device: Device): Promise<void>;
  updateDevice(id: string, change: Partial<Device>): Promise<void>;
  /** They spoke just now; what is said of a programme is the newest that each said it has. */
  noteSeen(devices: readonly SeenDevice[], now: Instant): Promise<void>;
  /** They came or went; who was seen later than that was. */
  notePresence(devices: readonly PresentDevice[]): Promise<void>;
  insertEnrolmentCode(code: EnrolmentCode): Promise<void>;
  /** Marks a code as used; false when it was used already. */
  useEnrolmentCode(id: string, usedAt: Instant): Promise<boolean>;
  /** Codes of the pole, or made by the person, that were not used yet are good for nothing any more. */
  voidEnrolmentCodes(
    of: Pick<EnrolmentCode, 'controllerId'> | { readonly issuedBy: string },
    at: Instant,
  ): Promise<void>;
}
