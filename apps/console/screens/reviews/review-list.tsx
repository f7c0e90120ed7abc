// Reviews with the sound that went on air; those that still wait have two buttons. Used by the screen and by whoever lists what waits.
import { useState } from 'react';
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { HornSound } from '../../parts/horn-sound';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { useSign, type Review } from './review-acts';
import '../../parts/acts.css';
import './reviews.css';

const text = SCREENS.reviews;

export function ReviewList({ reviews }: { readonly reviews: readonly Review[] }) {
  return (
    <ul className="review-list">
      {reviews.map((review) => (
        <li key={review.id} className="card">
          <ReviewCard review={review} />
        </li>
      ))}
    </ul>
  );
}

function ReviewCard({ review }: { readonly review: Review }) {
  const { commune, me } = useDesk();
  const at = (instant: string) => dayAndTimeText(LANGUAGE, Date.parse(instant), commune.timeZone);
  const { title, subject, actedBy, actedAt, actedByName, reason, dueBy, verdict, signedByName, note } = review;
  const verdicts = { in_order: text.inOrder, not_in_order: text.notInOrder } as const;
  return (
    <>
      <h2>{title}</h2>
      <p className="muted">
        {text.subjects[subject]} · {fill(text.by, { name: actedByName, at: at(actedAt) })}
      </p>
      {reason === '' ? null : <p>{fill(text.reason, { reason })}</p>}
      <Sound announcementId={review.announcementId} />
      {verdict === null ? (
        <>
          <p>{fill(text.due, { at: at(dueBy) })}</p>
          {actedBy === me.personId ? null : <Sign review={review} />}
        </>
      ) : (
        <>
          <p>
            <StateBadge look={verdict === 'in_order' ? 'played' : 'trouble'}>{text.done}</StateBadge>{' '}
            {fill(text.signed, { name: signedByName ?? '', verdict: verdicts[verdict] })}
          </p>
          {note === '' ? null : <p>{note}</p>}
        </>
      )}
    </>
  );
}

function Sound({ announcementId }: { readonly announcementId: string }) {
  const path = { id: announcementId };
  const { data } = useServerQuery(['announcements', announcementId], () =>
    ask(api.GET('/api/v1/announcements/{id}', { params: { path } })),
  );
  return data ? <HornSound announcement={data} label={text.listen} /> : null;
}

function Sign({ review: { id } }: { readonly review: Review }) {
  const [note, setNote] = useState('');
  const sign = useSign();
  return (
    <div className="sign">
      <label>
        {text.note}
        <textarea rows={2} maxLength={2_000} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <div className="acts">
        <button
          type="button"
          className="filled"
          disabled={sign.isPending}
          onClick={() => sign.mutate({ id, verdict: 'in_order', note })}
        >
          {text.inOrder}
        </button>
        <button
          type="button"
          className="outlined"
          disabled={sign.isPending}
          onClick={() => sign.mutate({ id, verdict: 'not_in_order', note })}
        >
          {text.notInOrder}
        </button>
      </div>
      <RefusalNote refusal={sign.error} />
    </div>
  );
}
