// An emergency on air, village by village as the boxes say it, and what a person does with it: end it, say that the danger is over, say it again.
import { ALARM_STATES, decidedAs, type EmergencyDecision } from '#domain';
import { fill, numberText, timeText } from '#words';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { requestLike, useAllClear, useEnd, useRequest, type EmergencyLive } from './emergency-acts';
import type { EmergencyTemplate } from '../../parts/templates';

const text = SCREENS.emergency;

export function Running({
  emergency,
  templates,
}: {
  readonly emergency: EmergencyLive;
  readonly templates: readonly EmergencyTemplate[];
}) {
  const end = useEnd();
  const allClear = useAllClear();
  const again = useRequest();
  const { id, title, state, villages, allClearOf, allClearSaid, allClearAnnouncementId, gaveWayTo } = emergency;
  const isOnAir = state === 'on_air';
  const busy = end.isPending || allClear.isPending || again.isPending;
  const controllers = sum(villages.map((village) => village.controllers));
  const heard = sum(villages.map(({ sounding, sounded }) => sounding + sounded));
  return (
    <section className={`running card ${isOnAir ? 'on-air' : ''}`} aria-labelledby={`running-${id}`}>
      <h2 id={`running-${id}`}>
        {isOnAir ? text.onAir : text.recent}: {title}
        {allClearOf === null ? '' : ` (${text.isAllClear})`}
      </h2>
      <p>
        <When emergency={emergency} />
      </p>
      <p className="reach" role="status">
        {fill(text.totals, { heard: numberText(LANGUAGE, heard), controllers: numberText(LANGUAGE, controllers) })}
      </p>
      {allClearSaid ? <p>{text.allClearSaid}</p> : null}
      {gaveWayTo.length > 0 ? (
        <p className="note pending">
          {fill(allClearOf === null ? text.gaveWayWarning : text.gaveWay, { titles: gaveWayTo.join(', ') })}
        </p>
      ) : null}
      <div className="acts">
        {isOnAir && allClearOf === null && allClearAnnouncementId !== null ? (
          <button type="button" className="filled" disabled={busy} onClick={() => end.mutate({ id, allClear: true })}>
            {text.endClear}
          </button>
        ) : null}
        {isOnAir ? (
          <button
            type="button"
            className="outlined"
            disabled={busy}
            onClick={() => end.mutate({ id, allClear: false })}
          >
            {text.end}
          </button>
        ) : null}
        {!isOnAir && allClearOf === null && allClearAnnouncementId !== null && !allClearSaid ? (
          <button type="button" className="filled" disabled={busy} onClick={() => allClear.mutate(id)}>
            {text.allClear}
          </button>
        ) : null}
        {!isOnAir && allClearOf === null ? (
          <button
            type="button"
            className="outlined"
            title={text.againHint}
            disabled={busy}
            onClick={() => again.mutate(requestLike(emergency, templates))}
          >
            {text.again}
          </button>
        ) : null}
      </div>
      <RefusalNote refusal={end.error ?? allClear.error ?? again.error} />
      <Villages villages={villages} isOnAir={isOnAir} />
    </section>
  );
}

const WHO = {
  'two-people': text.whoTwo,
  'break-glass': text.whoAlone,
  upstream: text.whoAbove,
  'all-clear': text.whoAllClear,
} as const satisfies Readonly<Record<EmergencyDecision, string>>;

function When({ emergency }: { readonly emergency: EmergencyLive }) {
  const { commune } = useDesk();
  const { startsAt, endsAt, endedAt, state, reason, requestedByName, confirmedByName } = emergency;
  const at = (instant: string | null) => (instant === null ? '' : timeText(Date.parse(instant), commune.timeZone));
  const values = { asked: requestedByName, confirmed: confirmedByName ?? '', reason };
  const who = fill(WHO[decidedAs(emergency)], values);
  if (state === 'ended') return `${fill(text.ended, { at: at(endedAt) })}. ${who}`;
  if (state === 'run_out') return `${fill(text.ranOut, { at: at(endsAt) })}. ${who}`;
  return fill(text.onAirSince, { from: at(startsAt), until: at(endsAt), who });
}

const STATES = {
  sounding: text.sounding,
  sounded: text.sounded,
  silent: text.silent,
  unheard: text.unheard,
  cancelled: text.cancelled,
  waiting: text.waiting,
} as const;

const LOOKS = {
  sounding: 'onAir',
  sounded: 'played',
  silent: 'trouble',
  unheard: 'trouble',
  cancelled: 'waiting',
  waiting: 'waiting',
} as const;

function Villages({ villages, isOnAir }: { readonly villages: EmergencyLive['villages']; readonly isOnAir: boolean }) {
  return (
    <details className="village-states" open={isOnAir}>
      <summary>{text.villages}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.village}</th>
            <th scope="col">{text.poles}</th>
          </tr>
        </thead>
        <tbody>
          {villages.map((village) => (
            <tr key={village.villageId}>
              <th scope="row">
                {village.label} {village.name}
              </th>
              <td>
                {ALARM_STATES.filter((state) => village[state] > 0).map((state) => (
                  <StateBadge key={state} look={LOOKS[state]}>
                    {village[state]} {STATES[state]}
                  </StateBadge>
                ))}
                {village.offline > 0 ? (
                  <span className="muted small">
                    {village.offline} {text.offline}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
