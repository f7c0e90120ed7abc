// "Thôn X lúc HH:MM phát gì, vì sao": one question to the very lines that stand below it.
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schema } from '#web';
import { addDays, instantOf, localDateOf } from '#domain';
import { fill, timeText } from '#words';
import { SCREENS } from '../../parts/words';
import { titleOf } from './title-of';

const text = SCREENS.tonight;

export function Inspector({ tonight }: { readonly tonight: Schema<'Tonight'> }) {
  const { commune, villages, from } = tonight;
  const [villageId, setVillageId] = useState(villages[0]?.village.id ?? '');
  const [time, setTime] = useState('');
  const chosen = villages.find(({ village }) => village.id === villageId);
  return (
    <section className="card inspector" aria-label={text.ask}>
      <h2>{text.ask}</h2>
      <div className="inspector-question">
        <NativeSelect
          label={text.village}
          value={villageId}
          onChange={({ currentTarget }) => setVillageId(currentTarget.value)}
          data={villages.map(({ village }) => ({ value: village.id, label: `${village.label} ${village.name}` }))}
        />
        <TextInput
          label={text.time}
          type="time"
          value={time}
          onChange={({ currentTarget }) => setTime(currentTarget.value)}
        />
      </div>
      <div role="status">
        {chosen?.notForecast.map((sentence, index) => (
          <p key={index}>{sentence}</p>
        ))}
        {chosen && chosen.notForecast.length === 0 && time !== '' ? (
          <Answer
            village={`${chosen.village.label} ${chosen.village.name}`}
            lines={chosen.lines.filter(({ state }) => state === 'planned' || state === 'held')}
            at={nextAt(Date.parse(from), time, commune.timeZone)}
            timeZone={commune.timeZone}
          />
        ) : null}
      </div>
    </section>
  );
}

function Answer({
  village,
  lines,
  at,
  timeZone,
}: {
  readonly village: string;
  readonly lines: readonly Schema<'TonightLine'>[];
  readonly at: number;
  readonly timeZone: string;
}) {
  const minuteEnd = at + 60_000;
  const sounding = lines.filter((line) => Date.parse(line.startsAt) < minuteEnd && Date.parse(line.endsAt) > at);
  const following = lines.find((line) => Date.parse(line.startsAt) >= minuteEnd);
  const asked = timeText(at, timeZone);
  return (
    <>
      {sounding.map((line) => (
        <p key={`${line.startsAt} ${line.title}`}>
          <strong>{fill(text.answerAt, { village, at: asked, title: titleOf(line) })}</strong> {line.why}.
        </p>
      ))}
      {sounding.length === 0 ? (
        <p>
          <strong>{fill(text.answerNothing, { village, at: asked })}</strong>{' '}
          {following
            ? fill(text.answerNext, {
                at: timeText(Date.parse(following.startsAt), timeZone),
                title: titleOf(following),
              })
            : null}
        </p>
      ) : null}
    </>
  );
}

/** The first instant from then on at which clocks there show that time. */
function nextAt(from: number, time: string, timeZone: string): number {
  const today = localDateOf(from, timeZone);
  const at = instantOf(today, time, timeZone);
  // The minute that runs now still counts.
  return at + 60_000 > from ? at : instantOf(addDays(today, 1), time, timeZone);
}
