// Uploads that come in pieces. How far one has come is known by the bytes that lie there, not by a row.
import type { Instant, Trim } from '#domain';

/** What the sender says of the bytes before they come. */
export interface Parcel {
  readonly fileName: string;
  readonly draftId: string;
  /** Of the whole, lower-case hex; null: the sender did not say, and nothing is compared. */
  readonly sha256: string | null;
  readonly trim: Trim | null;
}

export interface Upload {
  readonly id: string;
  readonly communeId: string;
  /** Who began it; to everybody else it does not exist. */
  readonly personId: string;
  /** Length of the whole. */
  readonly bytes: number;
  readonly parcel: Parcel;
  readonly createdAt: Instant;
  /** What it became, once all of it was there. */
  readonly recordingId: string | null;
}

export interface UploadReads {
  upload(id: string): Promise<Upload | undefined>;
  /** Uploads of the commune that became no recording yet. */
  unfinished(communeId: string): Promise<readonly Upload[]>;
  /** Begun in the commune before that instant. */
  begunBefore(communeId: string, before: Instant): Promise<readonly Upload[]>;
}

export interface UploadStore extends UploadReads {
  insert(upload: Upload): Promise<void>;
  update(id: string, change: Partial<Upload>): Promise<void>;
  delete(id: string): Promise<void>;
}
