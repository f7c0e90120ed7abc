// How much may be handed in: one person or one commune must not fill the disk on which stops, emergencies and receipts are written.
import { Problem } from '../problem';

const MIB = 1024 * 1024;

/** What a person and a commune may hand in within a day, whatever becomes of it. */
export const DAILY_ROOM = {
  /** Uploads that were begun and lack bytes. A phone sends what waits one after the other. */
  unfinishedPerPerson: 20,
  bytesPerPerson: 1024 * MIB,
  bytesPerCommune: 8 * 1024 * MIB,
} as const;

/** What no recording and no rendition may take of the disk: the database needs it to go on saving everything that is no sound. */
export const RESERVED_BYTES = 256 * MIB;

/** A recording that came within the day, or an upload that was begun. `bytes` is the length of the whole. */
export interface HandedIn {
  readonly personId: string;
  readonly bytes: number;
  readonly isComplete: boolean;
}

/** Whether a person may hand in so many bytes more, given what all of the commune handed in within the day. Throws Problem `handed-in-too-much`. */
export function requireDailyRoom(personId: string, bytes: number, ofCommune: readonly HandedIn[]): void {
  const own = ofCommune.filter((each) => each.personId === personId);
  const unfinished = own.filter(({ isComplete }) => !isComplete).length;
  if (unfinished >= DAILY_ROOM.unfinishedPerPerson) throw new Problem('handed-in-too-much', { unfinished });
  if (bytes + bytesOf(own) > DAILY_ROOM.bytesPerPerson) {
    throw new Problem('handed-in-too-much', { maxBytes: DAILY_ROOM.bytesPerPerson });
  }
  if (bytes + bytesOf(ofCommune) > DAILY_ROOM.bytesPerCommune) {
    throw new Problem('handed-in-too-much', { maxBytes: DAILY_ROOM.bytesPerCommune });
  }
}

/** Whether a sound of that length leaves what is reserved. Throws Problem `storage-full`. */
export function requireDiskRoom(bytes: number, freeBytes: number): void {
  if (freeBytes - bytes < RESERVED_BYTES) throw new Problem('storage-full', { freeBytes });
}

const bytesOf = (items: readonly HandedIn[]): number => items.reduce((sum, { bytes }) => sum + bytes, 0);
