// The columns of the grid: on a day the slots with the empty hours folded between them, on a week the days.
import { type LocalDate, type TimeZone } from '#domain';
import { bandAt, bandsOf, wallMsOf, type Band } from './bands';

/** How finely a column of a day is divided; a broadcast takes more than half of it, so that its name can be read. */
export const PARTS = 24;
export const PARTS_OF_ENTRY = 19;

/** One column. `other`: what lies outside of every slot and of every unfolded gap. */
export type Column =
  | { readonly kind: 'band'; readonly key: string; readonly date: LocalDate; readonly band: Band }
  | { readonly kind: 'folded'; readonly key: string; readonly date: LocalDate; readonly band: Band }
  | { readonly kind: 'other'; readonly key: string; readonly date: LocalDate }
  | { readonly kind: 'day'; readonly key: string; readonly date: LocalDate };

interface Timed {
  readonly localDate: LocalDate;
  readonly startsAt: string;
}

/** The columns of one day. `open`: keys of gaps that were unfolded. "Khác" stands there only while it holds something. */
export function columnsOfDay(
  slots: Parameters<typeof bandsOf>[0],
  date: LocalDate,
  open: ReadonlySet<string>,
  entries: readonly Timed[],
  zone: TimeZone,
): readonly Column[] {
  const bands = bandsOf(slots).map((band): Column => {
    const kind = band.kind === 'slot' || open.has(band.key) ? 'band' : 'folded';
    return { kind, key: band.key, date, band };
  });
  const homeless = entries.some((entry) => columnOf(bands, entry, zone) === undefined);
  return homeless ? [...bands, { kind: 'other', key: 'other', date }] : bands;
}

/** The columns of a week. */
export function columnsOfWeek(dates: readonly LocalDate[]): readonly Column[] {
  return dates.map((date) => ({ kind: 'day', key: date, date }));
}

/** The column in which the entry is drawn; undefined when it has none of its own. */
export function columnOf(
  columns: readonly Column[],
  { localDate, startsAt }: Timed,
  zone: TimeZone,
): Column | undefined {
  const day = columns.find((column) => column.kind === 'day' && column.date === localDate);
  if (day) return day;
  const [first] = columns;
  if (!first) return undefined;
  const bands = columns.flatMap((column) => (column.kind === 'band' ? [column.band] : []));
  const band = bandAt(bands, wallMsOf(Date.parse(startsAt), first.date, zone));
  return (
    columns.find((column) => column.kind === 'band' && column.band.key === band?.key) ??
    columns.find(({ kind }) => kind === 'other')
  );
}
