// What of the schedule is drawn: which entries, in which rows and in which columns.
import { useMemo, useState } from 'react';
import type { LocalDate } from '#domain';
import { columnsOfDay, columnsOfWeek } from './columns';
import { rowsOf } from './rows';
import { shownEntries, zonesOf, type Schedule } from './schedule-data';

/** `newest` is the last answer of the server. The list tells what was cancelled, the grid only what will be or was on air. */
export function useSheet(newest: Schedule, dates: readonly LocalDate[], withCancelled: boolean) {
  const [held, setHeld] = useState<Schedule>();
  const schedule = held ?? newest;
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [apart, setApart] = useState(false);

  const entries = useMemo(
    () => shownEntries(schedule).filter(({ state }) => withCancelled || state !== 'cancelled'),
    [schedule, withCancelled],
  );
  const zones = useMemo(() => zonesOf(schedule), [schedule]);
  const rows = useMemo(() => {
    const silence = new Map(schedule.villages.map(({ village, quiet }) => [village.id, JSON.stringify(quiet)]));
    return rowsOf(zones, entries, apart, ({ villageId }) => silence.get(villageId) ?? '');
  }, [schedule, zones, entries, apart]);
  const columns = useMemo(() => {
    if (dates.length > 1) return columnsOfWeek(dates);
    return columnsOfDay(schedule.slots, dates[0]!, unfolded, entries, schedule.timeZone);
  }, [schedule, dates, unfolded, entries]);

  return {
    schedule,
    entries,
    rows,
    columns,
    apart,
    setApart,
    /** Opens the empty hours of that column, or folds them again. */
    unfold(key: string): void {
      setUnfolded((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
    },
    /** What is drawn stays as it is, whatever the server answers, until `release`: nothing may change under what moves. */
    hold: () => setHeld(schedule),
    release: () => setHeld(undefined),
  };
}
