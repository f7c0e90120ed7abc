// The lines of the journal file: a checksum and a JSON object each, the first is the head. Anything that does not fit means the memory is
// damaged; a flipped bit in an id could otherwise make a sound look as if it had never been.
import { receiptSchema, type Receipt } from '#protocol';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** Of the form of these lines; it stands in the head. */
export const JOURNAL_VERSION = 1;

const head = z
  .strictObject({
    /** A head without one is of the time before versions were written. One of a newer program is none of ours. */
    version: z.literal(JOURNAL_VERSION).default(JOURNAL_VERSION),
    deviceEpoch: z.string(),
    acknowledged: z.int().nonnegative(),
    lastSequence: z.int().nonnegative(),
    remembersFrom: z.int().nullable(),
    /** The epoch of the server to which everything was sent again. */
    sentAgainTo: z.int().nonnegative().default(0),
  })
  .readonly();

const sounding = z
  .strictObject({ playbackId: z.string(), startedAt: z.int(), playedMs: z.int().nonnegative() })
  .readonly();

/** What the caps of rundown and day count of a playback that was begun. */
const counts = z
  .strictObject({ playbackId: z.string(), rundownId: z.string(), durationMs: z.int().positive() })
  .readonly();

const line = z.union([
  z.strictObject({ head }),
  z.strictObject({ fact: receiptSchema }),
  z.strictObject({ acknowledged: z.int().positive() }),
  z.strictObject({ acknowledged: z.int().nonnegative(), sentAgainTo: z.int().positive() }),
  z.strictObject({ remembersFrom: z.int() }),
  z.strictObject({ sounding }),
  z.strictObject({ counts }),
]);

export type JournalHead = z.infer<typeof head>;
/** How far a sound has come. */
export type SoundingMark = z.infer<typeof sounding>;
export type CapCount = z.infer<typeof counts>;
export type JournalLine = z.infer<typeof line>;

const CHECKSUM_LENGTH = 8;

/** What a journal file says. */
export interface JournalContent {
  readonly head: JournalHead;
  readonly facts: Receipt[];
  readonly marks: Map<string, SoundingMark>;
  readonly counts: Map<string, CapCount>;
}

/** Reads the lines; undefined when there are none, or when one of them cannot be what was written. */
export function readJournal(lines: readonly string[]): JournalContent | undefined {
  const first = parse(lines[0]);
  if (!first || !('head' in first)) return undefined;
  let content: JournalContent = { head: first.head, facts: [], marks: new Map(), counts: new Map() };
  for (const text of lines.slice(1)) {
    const next = parse(text);
    if (!next || 'head' in next) return undefined;
    if ('fact' in next) {
      const expected = content.facts.length === 0 ? undefined : content.facts.at(-1)!.sequence;
      // Facts that were acknowledged may have been taken out; the order never changes.
      if (expected !== undefined && next.fact.sequence <= expected) return undefined;
      content.facts.push(next.fact);
    } else if ('sounding' in next) content.marks.set(next.sounding.playbackId, next.sounding);
    else if ('counts' in next) content.counts.set(next.counts.playbackId, next.counts);
    else content = { ...content, head: { ...content.head, ...next } };
  }
  return content;
}

/** One line as it stands in the file, without its end. */
export function journalLine(content: JournalLine): string {
  const json = JSON.stringify(content);
  return `${checksum(json)} ${json}`;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

function parse(text: string | undefined): JournalLine | undefined {
  if (text === undefined) return undefined;
  const json = text.slice(CHECKSUM_LENGTH + 1);
  if (text.slice(0, CHECKSUM_LENGTH + 1) !== `${checksum(json)} `) return undefined;
  try {
    return line.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
