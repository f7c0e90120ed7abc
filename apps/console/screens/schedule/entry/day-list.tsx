// The plain list: every broadcast of the days in the order of time, with where and how it stands.
import { Button } from '@mantine/core';
import { dateText, durationText, timeText } from '#words';
import type { LocalDate } from '#domain';
import { StateBadge, type Look } from '../../../parts/state-badge';
import { LANGUAGE, SCREENS, WORDS } from '../../../parts/words';
import { outlookOf, stateOf, type EntryState } from '../sheet/entry-state';
import { keyOf } from '../grid/pill';
import { placesText } from '../sheet/booking-text';
import { isMovable, zonesOf, type Entry, type Schedule } from '../sheet/schedule-data';
import './day-list.css';

const text = SCREENS.schedule;

/** How a state looks. */
export function lookOf(state: EntryState): Look {
  if (state === 'held') return 'waiting';
  if (state === 'onAir') return 'onAir';
  if (state === 'cancelled') return 'quiet';
  return outlookOf(state);
}

/** The three states first, and the exact one beside it where it says more. */
export function stateWords(state: EntryState): string {
  const outlook = WORDS.outlooks[outlookOf(state)];
  return state === 'planned' || state === 'played' ? outlook : text.states[state];
}

export function DayList({
  schedule,
  entries,
  dates,
  now,
  open,
  move,
}: {
  readonly schedule: Schedule;
  readonly entries: readonly Entry[];
  readonly dates: readonly LocalDate[];
  readonly now: number;
  readonly open: (entry: Entry) => void;
  readonly move: (entry: Entry) => void;
}) {
  const zones = zonesOf(schedule);
  return dates.map((date) => {
    const own = entries.filter(({ localDate }) => localDate === date);
    return (
      <section key={date} className="day-list" aria-labelledby={`day-${date}`}>
        <h2 id={`day-${date}`}>{dateText(LANGUAGE, date)}</h2>
        {own.length === 0 ? <p className="muted">{text.nothingOnDay}</p> : null}
        <ul>
          {own.map((entry) => {
            const state = stateOf(entry, now);
            const hearing = zones.filter(({ id }) => entry.air.some(({ zoneId }) => zoneId === id));
            return (
              <li key={keyOf(entry)} className={`day-row ${entry.messageClass}`}>
                <strong className="day-time">{timeText(Date.parse(entry.startsAt), schedule.timeZone)}</strong>
                <div className="day-what">
                  <p>
                    <strong>{entry.title}</strong>{' '}
                    {entry.messageClass === 'normal' ? null : (
                      <span className="small">({text.classes[entry.messageClass]})</span>
                    )}
                  </p>
                  <p className="small muted">
                    {entry.slotName} · {placesText(LANGUAGE, hearing, zones)} ·{' '}
                    {durationText(LANGUAGE, Date.parse(entry.endsAt) - Date.parse(entry.startsAt))}
                  </p>
                </div>
                <StateBadge look={lookOf(state)}>{stateWords(state)}</StateBadge>
                <div className="day-acts">
                  <Button variant="default" size="xs" onClick={() => open(entry)}>
                    {text.details}
                    <span className="visually-hidden"> {entry.title}</span>
                  </Button>
                  {isMovable(schedule, entry) ? (
                    <Button variant="default" size="xs" onClick={() => move(entry)}>
                      {text.move}
                      <span className="visually-hidden"> {entry.title}</span>
                    </Button>
                  ) : null}
                </div>
              </li>
            );
          })}
        </ul>
      </section>
    );
  });
}
