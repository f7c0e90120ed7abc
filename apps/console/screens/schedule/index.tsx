// "Lịch phát": what sounds on a day or in a week, first as a plain list, then as the grid in which broadcasts are moved.
import { useState } from 'react';
import { addDays, localDateOf, type LocalDate } from '#domain';
import { Loading, View } from '../../parts/view';
import { useShortcuts } from '../../parts/shortcuts';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { SCREENS } from '../../parts/words';
import { daysFrom, mondayOf } from './sheet/dates';
import { useSchedule } from './sheet/schedule-data';
import { ScheduleEditor } from './schedule-editor';
import { Toolbar, type Look, type Span } from './toolbar';
import './schedule.css';

const text = SCREENS.schedule;
/** The now-line and the states follow the clock so often. */
const CLOCK_MS = 15_000;

export default function ScheduleScreen() {
  const now = useNow(CLOCK_MS);
  return now === undefined ? <Loading /> : <ScheduleOf now={now} />;
}

function ScheduleOf({ now }: { readonly now: number }) {
  const { commune } = useDesk();
  const today = localDateOf(now, commune.timeZone);
  const [date, setDate] = useState<LocalDate>(today);
  const [span, setSpan] = useState<Span>('day');
  const [look, setLook] = useState<Look>('list');
  const from = span === 'week' ? mondayOf(date) : date;
  const dates = daysFrom(from, span === 'week' ? 7 : 1);
  const asked = useSchedule(commune.id, from, dates.length);
  const go = (days: number) => setDate(addDays(date, days * (span === 'week' ? 7 : 1)));
  useShortcuts({ t: () => setDate(today), '[': () => go(-1), ']': () => go(1) });
  return (
    <div className="schedule">
      <h1>{SCREENS.shell.screens.schedule}</h1>
      <Toolbar
        date={date}
        span={span}
        look={look}
        today={today}
        go={go}
        setDate={setDate}
        setSpan={setSpan}
        setLook={setLook}
      />
      <p className="visually-hidden" aria-live="polite">
        {asked.isFetching ? text.looking : ''}
      </p>
      <View asked={asked}>
        {(schedule) => (
          <>
            {schedule.notForecast.map(({ zoneId, detail }) => (
              <p className="note pending" key={zoneId}>
                {detail}
              </p>
            ))}
            <ScheduleEditor
              key={`${from}/${dates.length}/${look}`}
              schedule={schedule}
              dates={dates}
              now={now}
              look={look}
            />
          </>
        )}
      </View>
    </div>
  );
}
