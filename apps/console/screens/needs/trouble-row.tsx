// What went wrong in one village: what devices prove and what people say, to be sent again, looked at, or called dealt with.
import { api, ask, type Schema } from '#web';
import { fill, listText, reasonText } from '#words';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { Row } from './column';
import { useTimeText } from './time-text';
import { NextLink } from './next-link';

const text = SCREENS.needs;

export function TroubleRow({ trouble }: { readonly trouble: Schema<'TroubleNeed'> }) {
  const near = useTimeText();
  const { village, titles, failed, reports, reportedBy, contradiction, poles, next, rundownId } = trouble;
  const settle = useAct((note: string) => settled(rundownId, note), ['needs']);
  const resend = useAct(async () => {
    for (const id of trouble.bookingIds) await resent(id, trouble.localDate);
    await settled(rundownId, text.resentNote);
  }, ['needs', 'bookings']);
  const at = near(trouble.startsAt);
  const busy = settle.isPending || resend.isPending;
  return (
    <Row
      title={village}
      badge={<StateBadge look="trouble">{WORDS.outlooks.trouble}</StateBadge>}
      acts={
        <>
          {next.act === 'resend' ? (
            <button type="button" className="filled" disabled={busy} onClick={() => resend.mutate(undefined)}>
              {text.acts.resend}
            </button>
          ) : (
            <NextLink next={next} about={`${village} ${at}`} />
          )}
          <button
            type="button"
            className="plain"
            disabled={busy}
            aria-label={fill(text.settleOf, { place: `${village} ${at}` })}
            onClick={() => settle.mutate('')}
          >
            {text.settle}
          </button>
        </>
      }
    >
      <span className="small">
        {trouble.slotName === '' ? at : `${trouble.slotName} · ${at}`} · {listText(LANGUAGE, titles)}
      </span>
      {failed.map(({ state, reason, poles: count }) => (
        <span className="small" key={`${state} ${reason}`}>
          {fill(reason === null ? text.failedPoles : text.failedBecause, {
            poles: count,
            of: poles,
            state: WORDS.playbackStates[state],
            reason: reason === null ? undefined : reasonText(LANGUAGE, reason),
          })}
        </span>
      ))}
      {reports.map(({ id, answer, note }) => (
        <span className="small" key={id}>
          {fill(text.said, { name: listText(LANGUAGE, reportedBy), answer: WORDS.confirmationAnswers[answer] })}
          {note === '' ? null : ` – ${note}`}
        </span>
      ))}
      {contradiction ? <span className="small muted">{text.contradiction}</span> : null}
      <RefusalNote refusal={resend.error ?? settle.error} />
    </Row>
  );
}

function settled(rundownId: string, note: string) {
  return ask(api.POST('/api/v1/rundowns/{id}/settlement', { params: { path: { id: rundownId } }, body: { note } }));
}

function resent(bookingId: string, date: string) {
  return ask(api.POST('/api/v1/bookings/{id}/resends', { params: { path: { id: bookingId } }, body: { date } }));
}
