// A review note may point into the sound: "0:42 nói nhầm giờ". Known by its form alone, so that the note stays plain text everywhere.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/time';

/** A stretch of a note; with `atMs` it names a place in the sound. */
interface NotePart {
  readonly text: string;
  readonly atMs: number | null;
}

const MARK = /(?<![\d:])(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)(?![\d:])/g;

/** The note in parts: what names a place inside a sound of that length, and the text around it. A time of day such as 17:30 lies outside. */
export function partsOfNote(note: string, durationMs: number): readonly NotePart[] {
  const parts: NotePart[] = [];
  let from = 0;
  for (const match of note.matchAll(MARK)) {
    const [text, hours = '0', minutes, seconds] = match;
    const atMs = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
    if (atMs > durationMs) continue;
    if (match.index > from) parts.push({ text: note.slice(from, match.index), atMs: null });
    parts.push({ text, atMs });
    from = match.index + text.length;
  }
  return from < note.length ? [...parts, { text: note.slice(from), atMs: null }] : parts;
}

/** `0:42`, `12:05`, `1:02:09`: how a place in a sound is written. */
export function markText(atMs: number): string {
  const seconds = Math.floor(atMs / SECOND_MS);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
