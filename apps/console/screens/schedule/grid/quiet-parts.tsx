// When nothing may sound in a row of the grid, hatched over its time.
import { localDateOf, type LocalDate } from '#domain';
import { SCREENS } from '../../../parts/words';
import { wallMsOf, type Band } from '../sheet/bands';
import { shareOf } from '../sheet/positions';
import type { RowZone } from '../sheet/rows';
import type { Schedule } from '../sheet/schedule-data';

const text = SCREENS.schedule;

/** Silence of a row, in milliseconds of its day. */
export interface Quiet {
  readonly date: LocalDate;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The silence of the village in which these zones stand; rows hold zones of equal silence. */
export function quietOf(schedule: Schedule, zones: readonly RowZone[]): readonly Quiet[] {
  const villageId = zones[0]?.villageId;
  const quiet = schedule.villages.find(({ village }) => village.id === villageId)?.quiet ?? [];
  return quiet.map(({ from, to }) => {
    const date = localDateOf(Date.parse(from), schedule.timeZone);
    const fromMs = wallMsOf(Date.parse(from), date, schedule.timeZone);
    return { date, fromMs, toMs: fromMs + Date.parse(to) - Date.parse(from) };
  });
}

export function QuietParts({
  band,
  date,
  quiet,
}: {
  readonly band: Band;
  readonly date: LocalDate;
  readonly quiet: readonly Quiet[];
}) {
  return quiet
    .filter((each) => each.date === date && each.fromMs < band.toMs && each.toMs > band.fromMs)
    .map((each) => {
      const from = shareOf(each.fromMs, band);
      const style = { left: `${from * 100}%`, width: `${(shareOf(each.toMs, band) - from) * 100}%` };
      return <span key={each.fromMs} className="quiet-part" style={style} title={text.quiet} aria-hidden="true" />;
    });
}
