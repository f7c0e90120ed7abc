// The live board as text: a pure picture of what is known, so that drawing it and learning it stay apart.

/** One village as the board shows it. `words` say what becomes of its broadcast. */
export interface VillageRow {
  readonly name: string;
  readonly online: number;
  readonly controllers: number;
  readonly words: string;
}

/** Everything on the board at one moment. Instants are epoch milliseconds of the installation's clock. */
export interface BoardPicture {
  readonly now: number;
  readonly timeZone: string;
  readonly next: { readonly slotName: string; readonly startsAt: number; readonly endsAt: number } | undefined;
  readonly villages: readonly VillageRow[];
  /** Newest first. */
  readonly events: readonly { readonly at: number; readonly words: string }[];
}

const EVENTS_SHOWN = 6;

/** The board as lines no wider than `width`. */
export function boardLines(picture: BoardPicture, width: number): readonly string[] {
  const { now, timeZone, villages, events } = picture;
  const nameWidth = Math.max(0, ...villages.map(({ name }) => name.length));
  return [
    `${timeZoneClock(now, timeZone)}   ${nextWords(picture)}`,
    ...villages.map(
      ({ name, online, controllers, words }) =>
        `  ${name.padEnd(nameWidth)}  ${online}/${controllers} cụm loa  ${words}`,
    ),
    ...events.slice(0, EVENTS_SHOWN).map(({ at, words }) => `  ${timeZoneClock(at, timeZone)}  ${words}`),
  ].map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
}

/** What changed from one board to the next, each as a line; for a terminal that cannot draw in place. */
export function boardChanges(before: BoardPicture | undefined, after: BoardPicture): readonly string[] {
  const known = new Set(before?.villages.map((row) => JSON.stringify(row)));
  const clock = timeZoneClock(after.now, after.timeZone);
  return after.villages
    .filter((row) => !known.has(JSON.stringify(row)))
    .map(({ name, online, controllers, words }) => `${clock}  ${name}: ${online}/${controllers} cụm loa, ${words}`);
}

/** `16:58:07`, the wall clock of a place. */
export function timeZoneClock(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('vi-VN', { timeStyle: 'medium', hourCycle: 'h23', timeZone }).format(instant);
}

function nextWords({ next, now, timeZone }: BoardPicture): string {
  if (next === undefined) return 'Chưa có buổi phát nào được lên lịch.';
  if (next.startsAt <= now) return `Đang phát: ${next.slotName}, đến ${timeZoneClock(next.endsAt, timeZone)}`;
  const seconds = Math.ceil((next.startsAt - now) / 1_000);
  const wait = seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`;
  return `Buổi tới: ${next.slotName}, ${timeZoneClock(next.startsAt, timeZone)} (còn ${wait})`;
}
