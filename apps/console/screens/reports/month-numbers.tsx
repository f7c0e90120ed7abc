// The four numbers that a chairman asks for, and what else happened.
import type { Schema } from '#web';
import { MINUTE_MS } from '#domain';
import { fill, numberText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { shareText } from './share-text';

const text = SCREENS.reports;

export function MonthNumbers({ report }: { readonly report: Schema<'MonthReport'> }) {
  const { tally, hearing, soundedMs } = report;
  const answers = Object.values(hearing.answers).reduce((sum, count) => sum + count, 0);
  const heard = hearing.answers.heard ?? 0;
  const count = (value: number) => numberText(LANGUAGE, value);
  const numbers = [
    [fill(text.minutes, { count: count(Math.round(soundedMs / MINUTE_MS)) }), text.minutesLabel],
    [
      shareText(tally.played, tally.due),
      fill(text.playedLabel, { played: count(tally.played), due: count(tally.due) }),
    ],
    [
      shareText(tally.onTime, tally.begun),
      fill(text.onTimeLabel, { onTime: count(tally.onTime), begun: count(tally.begun) }),
    ],
    [
      shareText(heard, answers),
      answers === 0
        ? fill(text.noAnswers, { asked: count(hearing.asked) })
        : fill(text.heardLabel, { heard: count(heard), answers: count(answers), asked: count(hearing.asked) }),
    ],
  ] as const;
  return (
    <section aria-label={text.numbers}>
      <ul className="month-numbers">
        {numbers.map(([number, label]) => (
          <li key={label} className="card">
            <strong>{number}</strong>
            <span className="muted">{label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Happenings({ happenings }: { readonly happenings: Schema<'MonthReport'>['happenings'] }) {
  return (
    <section>
      <h2>{text.happened}</h2>
      <ul className="happenings">
        {(Object.keys(text.happenings) as (keyof typeof happenings)[]).map((name) => (
          <li key={name}>
            <strong>{numberText(LANGUAGE, happenings[name])}</strong> {text.happenings[name]}
          </li>
        ))}
      </ul>
    </section>
  );
}
