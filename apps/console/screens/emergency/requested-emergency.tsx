// A request that waits for the second person: to whoever asked a countdown, to whoever may confirm the sound, what it would do, and the
// button to hold.
import { fill, problemText, timeText } from '#words';
import { HoldButton, TypedWord } from '../../parts/hold-button';
import { HornSound } from '../../parts/horn-sound';
import { RefusalNote } from '../../parts/refusal-note';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { BreakGlass } from './break-glass';
import { Consequence } from './consequence';
import { requestLike, useConfirm, useWithdraw, type EmergencyLive } from './emergency-acts';
import type { EmergencyTemplate } from '../../parts/templates';

const text = SCREENS.emergency;

export function RequestedEmergency({
  emergency,
  templates,
}: {
  readonly emergency: EmergencyLive;
  readonly templates: readonly EmergencyTemplate[];
}) {
  const { me } = useDesk();
  const confirm = useConfirm();
  const withdraw = useWithdraw();
  const { id, title, verdict, confirmers, announcement, consequence } = emergency;
  const isMine = emergency.requestedBy === me.personId;
  const busy = confirm.isPending || withdraw.isPending;
  const send = () => {
    if (!busy) confirm.mutate(id);
  };
  return (
    <section className="requested-emergency card" aria-labelledby={`requested-${id}`}>
      <h2 id={`requested-${id}`}>
        {text.waits}: {title}
      </h2>
      <Countdown until={emergency.confirmBy} />
      <AskedBy emergency={emergency} />
      {isMine ? (
        <p>{confirmers.length > 0 ? fill(text.canConfirm, { names: confirmers.join(', ') }) : text.nobodyCanConfirm}</p>
      ) : null}
      {consequence ? <Consequence of={consequence} /> : null}
      <HornSound announcement={announcement} label={text.listen} />
      {verdict === 'ok' ? (
        <>
          <HoldButton hint={text.confirmHint} onHeld={send} disabled={busy}>
            {text.confirmHold}
          </HoldButton>
          <TypedWord onSent={send} disabled={busy}>
            {text.confirmSend}
          </TypedWord>
        </>
      ) : null}
      {verdict && verdict !== 'ok' && !isMine ? (
        <p className="note info">{problemText(LANGUAGE, verdict, {}).title}</p>
      ) : null}
      {verdict === 'not-allowed' ? null : (
        <button type="button" className="outlined" disabled={busy} onClick={() => withdraw.mutate(id)}>
          {isMine ? text.withdraw : text.reject}
        </button>
      )}
      <RefusalNote refusal={confirm.error ?? withdraw.error} />
      {isMine ? <BreakGlass request={requestLike(emergency, templates)} waitingId={id} /> : null}
    </section>
  );
}

function Countdown({ until }: { readonly until: string | null }) {
  const now = useNow();
  if (now === undefined || until === null) return null;
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));
  return (
    <p className="countdown" role="timer">
      {fill(text.countdown, { seconds })}
    </p>
  );
}

function AskedBy({ emergency: { requestedByName, requestedAt, reason } }: { readonly emergency: EmergencyLive }) {
  const { commune } = useDesk();
  const at = timeText(Date.parse(requestedAt), commune.timeZone);
  return <p>{fill(reason === '' ? text.askedByBare : text.askedBy, { name: requestedByName, at, reason })}</p>;
}
