// Each day of the month as one square: whether what began, began on time. A sign stands in the square, so that colour says nothing alone.
import type { CSSProperties } from 'react';
import type { Schema } from '#web';
import { dateText, fill, numberText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.reports;

type Day = Schema<'DayTally'>;
type Level = keyof typeof text.levels;

const SIGNS: Readonly<Record<Level, string>> = { full: '✓', most: '◐', some: '⚠', quiet: '–' };
const MOST = 0.9;

export function DayStrip({ days }: { readonly days: readonly Day[] }) {
  return (
    <section>
      <h2>{text.days}</h2>
      <ol className="day-strip" style={{ '--days': days.length } as CSSProperties}>
        {days.map((day) => (
          <li key={day.localDate} className={levelOf(day)}>
            <span aria-hidden="true">{Number(day.localDate.slice(8))}</span>
            <span aria-hidden="true">{SIGNS[levelOf(day)]}</span>
            <span className="visually-hidden">{lineOf(day)}</span>
          </li>
        ))}
      </ol>
      <ul className="legend">
        {(Object.keys(SIGNS) as Level[]).map((level) => (
          <li key={level}>
            <span className={`swatch ${level}`} aria-hidden="true">
              {SIGNS[level]}
            </span>{' '}
            {text.levels[level]}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of all that was due: what did not begin at all was not on time either. */
function levelOf({ due, onTime }: Day): Level {
  if (due === 0) return 'quiet';
  if (onTime === due) return 'full';
  return onTime / due >= MOST ? 'most' : 'some';
}

function lineOf({ localDate, due, onTime }: Day): string {
  const date = dateText(LANGUAGE, localDate);
  if (due === 0) return fill(text.dayQuiet, { date });
  return fill(text.dayLine, { date, onTime: numberText(LANGUAGE, onTime), due: numberText(LANGUAGE, due) });
}
