// Where sound bytes live, addressed by the SHA-256 of their content. The original of a recording is never changed after it was received.
import type { Instant } from '#domain';
import type { Readable } from 'node:stream';

/** Bytes that lie in the store. `sha256` is lower-case hex. */
export interface StoredSound {
  readonly sha256: string;
  readonly bytes: number;
}

/** Part of a stored sound: `start` and `end` are byte offsets, `end` inclusive as in an HTTP Range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export abstract class AudioStore {
  /**
   * Streams bytes to a temporary file, hashes them on the way, makes them durable and renames them into place.
   * Receiving the same bytes twice keeps one copy. Throws Problem `recording-too-large` above `maxBytes`, `storage-full` when
   * the disk is full, `upload-damaged` when they are not those of `expectedSha256`; nothing stays behind after a failure.
   */
  abstract receive(source: Readable, maxBytes: number, expectedSha256?: string | null): Promise<StoredSound>;

  /** Moves a finished file of our own making (a rendition) into the store under its hash. */
  abstract adopt(filePath: string): Promise<StoredSound>;

  /** Size in bytes, or undefined when the store does not hold it. */
  abstract size(sha256: string): Promise<number | undefined>;

  /** Opens the bytes for reading, whole or in part. */
  abstract read(sha256: string, range?: ByteRange): Promise<Readable>;

  /** A path that local tools (ffmpeg) may read. The file must not be changed. */
  abstract localPath(sha256: string): Promise<string>;

  /** How many bytes this process may still write where the sounds lie. */
  abstract freeBytes(): Promise<number>;

  /** Takes the bytes away that were written before that instant of the machine; who sends them just now keeps them. */
  abstract remove(sha256: string, writtenBefore: Instant): Promise<void>;

  /** A fresh path inside the store's temporary folder, on the same disk, for a file to be adopted later. */
  abstract temporaryPath(suffix: string): Promise<string>;
}
