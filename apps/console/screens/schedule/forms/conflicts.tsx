// What stands in the way of a broadcast, and what can be chosen instead. Each way out was tried by the server before it is offered.
import { Button } from '@mantine/core';
import type { Refusal } from '#web';
import { dateText, fill, listText, timeText } from '#words';
import { localDateOf } from '#domain';
import { RefusalNote } from '../../../parts/refusal-note';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import type { Verdict } from '../moving/use-moving';
import './forms.css';

const text = SCREENS.schedule;
/** More than these would be read by nobody. */
const TOLD = 4;

type Alternative = Verdict['alternatives'][number];

export function Conflicts({
  conflicts,
  alternatives,
  refusal,
  timeZone,
  choose,
}: Pick<Verdict, 'conflicts' | 'alternatives'> & {
  readonly refusal?: Refusal | null;
  readonly timeZone: string;
  readonly choose: (alternative: Alternative) => void;
}) {
  const told = [...new Set(conflicts.map(({ detail }) => detail))];
  if (told.length === 0) return <RefusalNote refusal={refusal} />;
  return (
    <div className="note pending conflicts" role="alert">
      <p>
        <span aria-hidden="true">⚠</span> <strong>{text.cannot}</strong>
      </p>
      <ul>
        {told.slice(0, TOLD).map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
        {told.length > TOLD ? <li>{fill(text.moreConflicts, { count: told.length - TOLD })}</li> : null}
      </ul>
      {alternatives.length > 0 ? (
        <>
          <p>{text.waysOut}</p>
          <ul className="ways-out">
            {alternatives.map((alternative) => (
              <li key={JSON.stringify(alternative)}>
                <Button variant="default" onClick={() => choose(alternative)}>
                  {wayOutText(alternative, timeZone)}
                </Button>
                {alternative.givingWay.length > 0 ? <span className="small"> {givingWayText(alternative)}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{text.noWayOut}</p>
      )}
    </div>
  );
}

function wayOutText({ kind, firstStartsAt, repeats }: Alternative, timeZone: string): string {
  const at = Date.parse(firstStartsAt);
  const day = dateText(LANGUAGE, localDateOf(at, timeZone)).replace(/\/\d{4}$/, '');
  return fill(text.ways[kind], { at: timeText(at, timeZone), day, repeats });
}

function givingWayText({ givingWay }: Alternative): string {
  const titles = listText(
    LANGUAGE,
    givingWay.map(({ title }) => `“${title}”`),
  );
  return fill(text.givesWay, { titles, days: Math.max(...givingWay.map(({ localDates }) => localDates.length)) });
}
