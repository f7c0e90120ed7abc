// Which days are shown, and how.
import { Button, TextInput } from '@mantine/core';
import { dateText, fill } from '#words';
import { addDays, type LocalDate } from '#domain';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { mondayOf } from './sheet/dates';

const text = SCREENS.schedule;

export type Span = 'day' | 'week';
export type Look = 'list' | 'grid';

export function Toolbar({
  date,
  span,
  look,
  today,
  go,
  setDate,
  setSpan,
  setLook,
}: {
  readonly date: LocalDate;
  readonly span: Span;
  readonly look: Look;
  readonly today: LocalDate;
  readonly go: (steps: number) => void;
  readonly setDate: (date: LocalDate) => void;
  readonly setSpan: (span: Span) => void;
  readonly setLook: (look: Look) => void;
}) {
  return (
    <div className="schedule-bar">
      <div className="bar-group" role="group" aria-label={text.whichDay}>
        <Button
          variant="default"
          onClick={() => go(-1)}
          aria-label={span === 'week' ? text.weekBefore : text.dayBefore}
        >
          ‹
        </Button>
        <TextInput
          type="date"
          aria-label={text.whichDay}
          value={date}
          onChange={(event) => event.currentTarget.value && setDate(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => go(1)} aria-label={span === 'week' ? text.weekAfter : text.dayAfter}>
          ›
        </Button>
        <Button variant="default" onClick={() => setDate(today)} disabled={date === today}>
          {text.today}
        </Button>
      </div>
      <p className="bar-date">
        {span === 'week'
          ? fill(text.weekOf, { from: shortDay(mondayOf(date)), until: shortDay(addDays(mondayOf(date), 6)) })
          : dateText(LANGUAGE, date)}
      </p>
      <div className="toggles" role="group" aria-label={text.howLong}>
        {(['day', 'week'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={each === span} onClick={() => setSpan(each)}>
            {text.spans[each]}
          </button>
        ))}
      </div>
      <div className="toggles" role="group" aria-label={text.howShown}>
        {(['list', 'grid'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={each === look} onClick={() => setLook(each)}>
            {text.looks[each]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** `23/11`. */
function shortDay(date: LocalDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}`;
}
