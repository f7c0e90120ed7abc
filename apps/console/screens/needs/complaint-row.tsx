// A complaint from below a pole: read, answered and closed where it stands.
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { SCREENS } from '../../parts/words';
import { Row } from './column';
import { useTimeText } from './time-text';

const text = SCREENS.needs;

export function ComplaintRow({ complaint }: { readonly complaint: Schema<'ComplaintNeed'> }) {
  const near = useTimeText();
  const [answering, setAnswering] = useState(false);
  const [answer, setAnswer] = useState('');
  const close = useAct(
    () => ask(api.POST('/api/v1/complaints/{id}/close', { params: { path: { id: complaint.id } }, body: { answer } })),
    ['needs'],
  );
  const { pole, village, topic, at } = complaint;
  return (
    <Row
      title={`${pole}, ${village}`}
      badge={<StateBadge look="waiting">{text.complaint}</StateBadge>}
      acts={
        answering ? (
          <button type="button" className="filled" disabled={close.isPending} onClick={() => close.mutate(undefined)}>
            {text.sendAnswer}
          </button>
        ) : (
          <button type="button" className="plain" onClick={() => setAnswering(true)}>
            {text.acts.answer}
          </button>
        )
      }
    >
      <span className="small">
        {text.topics[topic]} · {near(at)}
      </span>
      {complaint.text === '' ? null : <span>{complaint.text}</span>}
      {answering ? (
        <label className="answer">
          {text.answer}
          <textarea rows={3} value={answer} onChange={({ target }) => setAnswer(target.value)} />
        </label>
      ) : null}
      <RefusalNote refusal={close.error} />
    </Row>
  );
}
