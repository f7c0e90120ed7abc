// Taking back what was wrong: where it sounded and where nobody knows yet, the correction, and one button. Other screens open it in a drawer.
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { fill, problemText } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import '../../parts/acts.css';
import './retract.css';

const text = SCREENS.retract;

/** An announcement with all its bookings, or one booking. */
type Meant = { readonly announcementId: string } | { readonly bookingId: string };

type Scope = Schema<'RetractionScope'>;

export function Retraction({ meant }: { readonly meant: Meant }) {
  const { commune } = useDesk();
  const path = { id: commune.id };
  // The check asks for no reason of its own, but speaks the language of the order.
  const scope = useServerQuery(['rundowns', 'retraction', meant], () =>
    ask(
      api.POST('/api/v1/communes/{id}/retractions/check', { params: { path }, body: { ...meant, reason: text.title } }),
    ),
  );
  const order = useAct(
    (body: Schema<'RetractionRequest'>) =>
      ask(api.POST('/api/v1/communes/{id}/retractions', { params: { path }, body })),
    ['rundowns', 'bookings', 'poles', 'needs'],
  );
  if (order.data) return <Ordered ordered={order.data} />;
  return (
    <View asked={scope}>
      {(known) => (
        <div className="retraction">
          <h2>{known.title}</h2>
          <p>{text.what}</p>
          <p>{fill(text.effect, { silences: known.silences, cancels: known.cancels })}</p>
          <Poles poles={known.poles} />
          <Form scope={known} busy={order.isPending} send={(own) => order.mutate({ ...meant, ...own })} />
          <RefusalNote refusal={order.error} />
        </div>
      )}
    </View>
  );
}

function Poles({ poles }: { readonly poles: Scope['poles'] }) {
  const played = poles.filter(({ sounding }) => sounding !== 'doubtful');
  const doubtful = poles.filter(({ sounding }) => sounding === 'doubtful');
  if (poles.length === 0) return <p>{text.nowhere}</p>;
  return (
    <div className="poles">
      {[[text.played, played] as const, [text.doubtful, doubtful] as const].map(([heading, some]) =>
        some.length === 0 ? null : (
          <details key={heading}>
            <summary>{fill(heading, { count: some.length })}</summary>
            <ul>
              {some.map(({ controllerId, name, sounding }) => (
                <li key={controllerId}>
                  {name} <span className="muted small">{text.state[sounding]}</span>
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
    </div>
  );
}

function Form({
  scope,
  busy,
  send,
}: {
  readonly scope: Scope;
  readonly busy: boolean;
  readonly send: (own: { readonly reason: string; readonly correctionAnnouncementId?: string }) => void;
}) {
  const [reason, setReason] = useState('');
  const [correction, setCorrection] = useState('');
  const candidates = useCandidates(scope.title);
  return (
    <form
      className="retract-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || reason.trim() === '') return;
        send({ reason, ...(correction === '' ? {} : { correctionAnnouncementId: correction }) });
      }}
    >
      <label>
        {text.correction}
        <select value={correction} onChange={({ target }) => setCorrection(target.value)}>
          <option value="">{text.later}</option>
          {candidates.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.reason}
        <input value={reason} maxLength={500} required onChange={({ target }) => setReason(target.value)} />
      </label>
      <div className="acts">
        <button type="submit" className="stop-now" disabled={busy}>
          {text.order}
        </button>
      </div>
    </form>
  );
}

/** What is handed in or approved and can be booked; the server refuses what weighs too little. */
function useCandidates(wrongTitle: string): readonly Schema<'ListedAnnouncement'>[] {
  const { commune } = useDesk();
  const path = { id: commune.id };
  const { data = [] } = useServerQuery(
    ['announcements', 'corrections', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/announcements', { params: { path } }))).items,
  );
  return data.filter(
    ({ state, messageClass, title }) =>
      (state === 'submitted' || state === 'approved') && messageClass !== 'emergency' && title !== wrongTitle,
  );
}

function Ordered({ ordered }: { readonly ordered: Schema<'RetractionOrdered'> }) {
  const { correctionRefused, correctionBookingIds, poles } = ordered;
  return (
    <div className="retraction">
      <h2>{ordered.title}</h2>
      <p role="status">{correctionBookingIds.length > 0 ? text.orderedBooked : text.ordered}</p>
      {correctionRefused === null ? null : (
        <p className="note pending">
          {fill(text.refused, { why: problemText(LANGUAGE, correctionRefused, {}).title })}
        </p>
      )}
      <Poles poles={poles} />
    </div>
  );
}
