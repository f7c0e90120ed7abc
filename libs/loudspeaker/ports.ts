// What a device needs from the world: a link to the server, a disk that keeps its word, a clock, and a horn.
import type { BrokerPlace } from '#protocol';
import type { Readable } from 'node:stream';

/** Time as the box knows it. */
export abstract class DeviceClock {
  /** Milliseconds since the box was switched on; never jumps. */
  abstract monotonicMs(): number;
  /** The box's own idea of the wall clock (a battery clock), epoch milliseconds; may be wrong. */
  abstract wallMs(): number;
  /** Calls back once the monotonic clock reached the mark, as exactly as it can. Returns a way to cancel. */
  abstract at(monotonicMs: number, call: () => void): () => void;
}

/** What comes down the link. Bytes are sealed envelopes, unverified. */
export interface LinkListener {
  connected(): void;
  disconnected(): void;
  programme(envelope: Uint8Array): void;
  settings(envelope: Uint8Array): void;
  urgent(envelope: Uint8Array): void;
  drill(envelope: Uint8Array): void;
  selfTest(envelope: Uint8Array): void;
  receiptAck(envelope: Uint8Array): void;
  clockReply(envelope: Uint8Array): void;
}

/** Where the device belongs, learned at enrolment and by its settings. */
export interface LinkAddress {
  readonly communeId: string;
  readonly zoneId: string;
  readonly controllerId: string;
  readonly deviceId: string;
  /** Where the broker is, as the settings told last; undefined: as at the enrolment. */
  readonly broker?: BrokerPlace | undefined;
}

/** The device's way to the server. Everything may fail at any time; failing is a rejected promise or plain silence. */
export abstract class ServerLink {
  /** Connects and keeps reconnecting by itself, spread in time. Opening it again moves it to another address. */
  abstract open(address: LinkAddress, listener: LinkListener): Promise<void>;
  abstract sendReceipts(envelope: Uint8Array): Promise<void>;
  /** Once, and only if it is connected now. */
  abstract sendStatus(envelope: Uint8Array): Promise<void>;
  abstract sendClockProbe(probe: Uint8Array): Promise<void>;
  /** The zone's current programme, or undefined when there is none or none that was not fetched before. The way around a silent broker. */
  abstract fetchProgramme(): Promise<Uint8Array | undefined>;
  /** The controller's current settings, likewise. */
  abstract fetchSettings(): Promise<Uint8Array | undefined>;
  /** The bytes of a sound from `offset` on. */
  abstract fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable>;
  abstract close(): Promise<void>;
  /** Goes as if the plug were pulled: others say the last will. */
  abstract drop(): Promise<void>;
}

/**
 * A disk on which a finished write survives a power cut. Names are flat, such as `programme` or `journal`; writes to one name happen in the
 * order of the calls.
 */
export abstract class DeviceDisk {
  abstract read(name: string): Promise<Buffer | undefined>;
  /** Replaces the whole content: temporary file, fsync, rename, fsync of the folder. */
  abstract replace(name: string, content: Uint8Array): Promise<void>;
  /** Appends lines, all with one fsync; durable when it resolves. */
  abstract append(name: string, lines: readonly string[]): Promise<void>;
  /** The lines of an appended file, none when there is no such file; a last line torn by a power cut is cut off for good. */
  abstract lines(name: string): Promise<readonly string[]>;
  /** Path of a sound whose hash was verified since the box was switched on, or undefined. */
  abstract soundPath(sha256: string): Promise<string | undefined>;
  /** Bytes of an unfinished download that are there already. */
  abstract partialSoundBytes(sha256: string): Promise<number>;
  /** Goes on with a download at `offset`. */
  abstract writePartialSound(sha256: string, offset: number, source: Readable): Promise<void>;
  /** Checks the hash of a finished download and puts it in place; false (and removed) when it does not fit. */
  abstract finishSound(sha256: string): Promise<boolean>;
  abstract listSounds(): Promise<readonly string[]>;
  abstract removeSound(sha256: string): Promise<void>;
}

/** What the horn is asked to sound. */
export interface HornRequest {
  readonly playbackId: string;
  readonly airingId: string;
  readonly sounds: readonly { readonly sha256: string; readonly path: string; readonly durationMs: number }[];
  readonly volumePercent: number;
}

/** How a sound ended. `playedMs` counts from its first sample. */
export interface HornEnd {
  readonly completed: boolean;
  readonly playedMs: number;
}

/** The sound card and what hangs on it. One sound at a time. */
export abstract class Horn {
  /** Begins at once; resolves when the sound ended or was silenced, rejects when it could not sound. */
  abstract play(request: HornRequest): Promise<HornEnd>;
  /** Silence, now. */
  abstract silence(): void;
  /** Checks without a sound that it could play now; rejects with the reason when it could not. */
  abstract selfTest(): Promise<void>;
}

/** Tells whoever looks after the box what is going on. A note is never evidence. */
export type Note = (event: string, details?: Readonly<Record<string, unknown>>) => void;
