// When: somewhere in a slot, at an exact time, or as soon as possible; on which days, told by the next ones.
import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { dateText, fill, listText } from '#words';
import { addDays, weekdayOf, type BookedStart, type LocalDate, type Recurrence, type Weekday } from '#domain';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { nextDates } from '../sheet/dates';
import type { Schedule } from '../sheet/schedule-data';
import './forms.css';

const text = SCREENS.schedule;
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
/** How many of the next dates are told. */
const TOLD_DATES = 5;
/** A new series ends after four weeks unless somebody says otherwise. */
const USUAL_DAYS = 27;

export function StartPicker({
  schedule,
  start,
  choose,
  soonest,
}: {
  readonly schedule: Schedule;
  readonly start: BookedStart;
  readonly choose: (start: BookedStart) => void;
  /** Whether "as soon as possible" is offered. */
  readonly soonest: boolean;
}) {
  return (
    <Radio.Group
      label={text.when}
      value={start.kind === 'slot' ? start.slotId : start.kind}
      onChange={(value) => choose(startOf(value, start))}
    >
      <div className="options">
        {schedule.slots.map(({ id, name, from, to }) => (
          <Radio key={id} value={id} label={`${name} ${from.slice(0, 5)}–${to.slice(0, 5)}`} />
        ))}
        <Radio value="exact" label={text.exactTime} />
        {start.kind === 'exact' ? (
          <TextInput
            type="time"
            aria-label={text.exactTime}
            value={start.at.slice(0, 5)}
            onChange={(event) => event.currentTarget.value && choose({ kind: 'exact', at: event.currentTarget.value })}
          />
        ) : null}
        {soonest ? <Radio value="soonest" label={text.startSoonest} /> : null}
      </div>
    </Radio.Group>
  );
}

function startOf(value: string, before: BookedStart): BookedStart {
  if (value === 'soonest') return { kind: 'soonest' };
  if (value === 'exact') return before.kind === 'exact' ? before : { kind: 'exact', at: '06:00' };
  return { kind: 'slot', slotId: value };
}

type Kind = 'once' | 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'special';

export function DaysBuilder({
  schedule,
  recurrence,
  choose,
  today,
  specialNames,
}: {
  readonly schedule: Schedule;
  readonly recurrence: Recurrence;
  readonly choose: (recurrence: Recurrence) => void;
  readonly today: LocalDate;
  /** Names of special days that can be booked by name. */
  readonly specialNames: readonly string[];
}) {
  const kinds: readonly Kind[] = [
    'once',
    'daily',
    'weekdays',
    'weekly',
    'monthly',
    ...(specialNames.length > 0 ? (['special'] as const) : []),
  ];
  const from = firstOf(recurrence);
  const dates = nextDates(recurrence, from > today ? from : today, TOLD_DATES, schedule.specialDays);
  return (
    <fieldset className="picker">
      <legend>{text.days}</legend>
      <div className="builder">
        <NativeSelect
          label={text.howOften}
          value={recurrence.kind}
          onChange={(event) => choose(ruleOf(event.currentTarget.value as Kind, recurrence, specialNames))}
          data={kinds.map((kind) => ({ value: kind, label: text.rules[kind] }))}
        />
        {recurrence.kind === 'special' ? (
          <NativeSelect
            label={text.specialDay}
            value={recurrence.name}
            onChange={(event) => choose({ ...recurrence, name: event.currentTarget.value })}
            data={[...specialNames]}
          />
        ) : null}
        <TextInput
          type="date"
          label={recurrence.kind === 'once' ? text.onDay : text.fromDay}
          value={from}
          min={today}
          onChange={(event) => event.currentTarget.value && choose(beginning(recurrence, event.currentTarget.value))}
        />
        {'until' in recurrence ? (
          <TextInput
            type="date"
            label={text.untilDay}
            value={recurrence.until}
            min={from}
            onChange={(event) =>
              event.currentTarget.value && choose({ ...recurrence, until: event.currentTarget.value })
            }
          />
        ) : null}
      </div>
      {recurrence.kind === 'weekly' ? (
        <Checkbox.Group
          label={text.onWeekdays}
          value={recurrence.days.map(String)}
          onChange={(days) => {
            const chosen = days.map((day) => Number(day) as Weekday).sort((a, b) => a - b);
            if (chosen.length > 0) choose({ ...recurrence, days: chosen });
          }}
        >
          <div className="options">
            {WEEKDAYS.map((day) => (
              <Checkbox key={day} value={String(day)} label={text.weekdays[day]} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
      {recurrence.kind === 'monthly' ? (
        <NativeSelect
          label={text.onMonthDay}
          value={String(recurrence.days[0])}
          onChange={(event) => choose({ ...recurrence, days: [Number(event.currentTarget.value)] })}
          data={[...Array.from({ length: 31 }, (_, index) => String(index + 1)), { value: '-1', label: text.lastDay }]}
        />
      ) : null}
      <p role="status">
        {dates.length === 0
          ? text.noDates
          : fill(text.nextDates, {
              dates: listText(
                LANGUAGE,
                dates.map((date) => dateText(LANGUAGE, date)),
              ),
            })}
      </p>
    </fieldset>
  );
}

/** The first day of the rule. */
function firstOf(recurrence: Recurrence): LocalDate {
  if (recurrence.kind === 'once') return recurrence.date;
  return recurrence.kind === 'dates' ? recurrence.dates[0]! : recurrence.from;
}

function beginning(recurrence: Recurrence, date: LocalDate): Recurrence {
  if (recurrence.kind === 'once') return { kind: 'once', date };
  if (recurrence.kind === 'dates') return recurrence;
  return { ...recurrence, from: date, until: recurrence.until < date ? date : recurrence.until };
}

function ruleOf(kind: Kind, before: Recurrence, specialNames: readonly string[]): Recurrence {
  const from = firstOf(before);
  const until = 'until' in before ? before.until : addDays(from, USUAL_DAYS);
  switch (kind) {
    case 'once':
      return { kind, date: from };
    case 'weekly':
      return { kind, days: [weekdayOf(from)], from, until };
    case 'monthly':
      return { kind, days: [Number(from.slice(8))], from, until };
    case 'special':
      return { kind, name: specialNames[0]!, from, until };
    default:
      return { kind, from, until };
  }
}
