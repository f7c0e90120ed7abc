// What was not played, and why: first by reason, then broadcast by broadcast.
import type { Schema } from '#web';
import { dateText, fill, numberText, reasonText } from '#words';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';

const text = SCREENS.reports;
/** More than a page of them is read in the file. */
const SHOWN = 60;

export function Reasons({ report }: { readonly report: Schema<'MonthReport'> }) {
  const { reasons, leftOut } = report;
  return (
    <section>
      <h2>{text.reasons}</h2>
      {reasons.length + leftOut.length === 0 ? (
        <p>{text.allPlayed}</p>
      ) : (
        <ul>
          {reasons.map(({ state, reason, count }) => (
            <li key={`${state} ${reason}`}>
              {fill(text.reasonLine, {
                count: numberText(LANGUAGE, count),
                state: stateText(state),
                reason: whyText(reason),
              })}
            </li>
          ))}
          {leftOut.map(({ reason, count }) => (
            <li key={String(reason)}>
              {fill(text.leftOutLine, { count: numberText(LANGUAGE, count), reason: whyText(reason) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Troubles({ report }: { readonly report: Schema<'MonthReport'> }) {
  const { troubles, villages } = report;
  if (troubles.length === 0) return null;
  const names = new Map(villages.map(({ village }) => [village.id, `${village.label} ${village.name}`]));
  return (
    <section>
      <h2 id="troubles">{text.troubles}</h2>
      <div className="wide" tabIndex={0} role="region" aria-labelledby="troubles">
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col" className="words">
                {text.day}
              </th>
              <th scope="col" className="words">
                {text.slot}
              </th>
              <th scope="col" className="words">
                {text.village}
              </th>
              <th scope="col" className="words">
                {text.content}
              </th>
              <th scope="col" className="words">
                {text.what}
              </th>
              <th scope="col">{text.poles}</th>
            </tr>
          </thead>
          <tbody>
            {troubles.slice(0, SHOWN).map(({ localDate, slotName, villageId, titles, state, reason, controllers }) => (
              <tr key={[localDate, slotName, villageId, state, reason].join(' ')}>
                <td className="words">{dateText(LANGUAGE, localDate)}</td>
                <td className="words">{slotName}</td>
                <td className="words">{names.get(villageId)}</td>
                <td className="words">{titles.join(', ')}</td>
                <td className="words">
                  {stateText(state)}
                  {reason === null ? null : `: ${whyText(reason)}`}
                </td>
                <td>{numberText(LANGUAGE, controllers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {troubles.length > SHOWN ? (
        <p className="muted">{fill(text.moreTroubles, { count: numberText(LANGUAGE, troubles.length - SHOWN) })}</p>
      ) : null}
    </section>
  );
}

function stateText(state: string): string {
  const states: Readonly<Record<string, string>> = WORDS.playbackStates;
  return states[state] ?? state;
}

function whyText(reason: string | null): string {
  return reason === null ? text.reasonUnknown : reasonText(LANGUAGE, reason);
}
