// What devices are told, as the signed bytes that they get, and the receipts that they send.
import type { Instant } from '#domain';

/** Which programme is the newest of a zone. */
export interface ProgrammeVersion {
  readonly zoneId: string;
  readonly epoch: number;
  readonly version: number;
  readonly issuedAt: Instant;
}

/** The current programme of a zone, signed, as every device of it may fetch it. */
export interface IssuedProgramme extends ProgrammeVersion {
  readonly communeId: string;
  /** Digest of what it says, without version and times: equal content is not issued again. */
  readonly contentDigest: string;
  readonly envelope: Uint8Array;
  readonly leaseUntil: Instant;
}

/** Which settings a controller has now. */
export interface SettingsVersion {
  readonly controllerId: string;
  readonly version: number;
  /** Digest of what they say, without version and times: equal content is not issued again. */
  readonly contentDigest: string;
}

/** The current settings of a controller, signed. */
export interface IssuedSettings extends SettingsVersion {
  readonly communeId: string;
  readonly envelope: Uint8Array;
}

/** What one device has proven so far. */
export interface EvidenceMark {
  readonly deviceId: string;
  readonly deviceEpoch: string;
  /** Everything up to here is stored; the next receipt is this plus one. */
  readonly sequence: number;
}

/** One accepted receipt with the envelope's place, kept as it came. */
export interface StoredReceipt {
  readonly deviceId: string;
  readonly deviceEpoch: string;
  readonly sequence: number;
  readonly communeId: string;
  readonly kind: string;
  readonly playbackId: string | null;
  readonly deviceAt: Instant;
  readonly receivedAt: Instant;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A receipt by its place alone. */
export type NumberedReceipt = Pick<StoredReceipt, 'deviceId' | 'deviceEpoch' | 'sequence' | 'kind' | 'playbackId'>;

export interface DeliveryReads {
  programme(zoneId: string): Promise<IssuedProgramme | undefined>;
  /** Which programme each zone has now, without what it says. */
  programmeVersions(communeId: string): Promise<readonly ProgrammeVersion[]>;
  /** The same for these zones. */
  programmeVersionsOf(zoneIds: readonly string[]): Promise<readonly ProgrammeVersion[]>;
  settings(controllerId: string): Promise<IssuedSettings | undefined>;
  /** Which settings each controller has now, without what they say. */
  settingsVersions(communeId: string): Promise<readonly SettingsVersion[]>;
  /** Of these controllers, as far as they have any. */
  settingsOf(controllerIds: readonly string[]): Promise<readonly IssuedSettings[]>;
  /** What these devices have proven, in every epoch of theirs. */
  evidenceMarks(deviceIds: readonly string[]): Promise<readonly EvidenceMark[]>;
  /** The receipts of one journal with these numbers, as far as they are stored. */
  receiptsBySequence(
    journal: Pick<StoredReceipt, 'deviceId' | 'deviceEpoch'>,
    sequences: readonly number[],
  ): Promise<readonly StoredReceipt[]>;
  receiptsOfPlayback(playbackId: string): Promise<readonly StoredReceipt[]>;
  /** Those of one kind about any of these playbacks. */
  receiptsOfKind(kind: string, playbackIds: readonly string[]): Promise<readonly StoredReceipt[]>;
  /** What every journal of the commune has told since, without what it says, in the order of its numbers. */
  receiptsSince(communeId: string, since: Instant): Promise<readonly NumberedReceipt[]>;
}

export interface DeliveryStore extends DeliveryReads {
  putProgramme(programme: IssuedProgramme): Promise<void>;
  putSettings(settings: IssuedSettings): Promise<void>;
  insertReceipts(receipts: readonly StoredReceipt[]): Promise<void>;
  putEvidenceMarks(marks: readonly EvidenceMark[]): Promise<void>;
}
