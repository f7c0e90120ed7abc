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
  /** For so long it takes room of the day yet. An upload may be finished or dropped before. */
  readonly countsForMs: number;
}

/**
 * Whether a person may hand in so many bytes more, given what of all the commune handed in counts now. Throws Problem `handed-in-too-much`, which says
 * in how many seconds there is room again if nothing else is handed in.
 */
export function requireDailyRoom(personId: string, bytes: number, ofCommune: readonly HandedIn[]): void {
  const own = ofCommune.filter((each) => each.personId === personId);
  const { bytesPerPerson, bytesPerCommune, unfinishedPerPerson } = DAILY_ROOM;
  const unfinished = own.filter(({ isComplete }) => !isComplete);
  requireRoom(unfinished, () => 1, unfinishedPerPerson - 1, { unfinished: unfinished.length });
  requireRoom(own, lengthOf, bytesPerPerson - bytes, { maxBytes: bytesPerPerson });
  requireRoom(ofCommune, lengthOf, bytesPerCommune - bytes, { maxBytes: bytesPerCommune });
}

/** Whether a sound of that length leaves what is reserved. Throws Problem `storage-full`. */
export function requireDiskRoom(bytes: number, freeBytes: number): void {
  if (freeBytes - bytes < RESERVED_BYTES) throw new Problem('storage-full', { freeBytes });
}

/** Whether these take no more than that by their measure. */
function requireRoom(
  items: readonly HandedIn[],
  measure: (item: HandedIn) => number,
  most: number,
  values: Readonly<Record<string, number>>,
): void {
  let taken = items.reduce((sum, item) => sum + measure(item), 0);
  if (taken <= most) return;
  const goes = [...items].sort((a, b) => a.countsForMs - b.countsForMs);
  const last = goes.find((item) => (taken -= measure(item)) <= most);
  const retryAfterSeconds = Math.ceil((last ?? goes.at(-1)!).countsForMs / 1_000);
  throw new Problem('handed-in-too-much', { ...values, retryAfterSeconds });
}

const lengthOf = ({ bytes }: HandedIn): number => bytes;
