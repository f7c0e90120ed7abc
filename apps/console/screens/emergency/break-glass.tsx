// An emergency ordered by one person alone, without the second one. It asks for a reason, because others will judge it afterwards, and the
// button has to be held like every button that makes poles sound at once.
import { useState } from 'react';
import { MIN_BREAK_GLASS_REASON } from '#domain';
import { HoldButton, TypedWord } from '../../parts/hold-button';
import { RefusalNote } from '../../parts/refusal-note';
import { SCREENS } from '../../parts/words';
import { useBreakGlass, useWithdraw, type EmergencyRequest } from './emergency-acts';

const text = SCREENS.emergency;

/** `waitingId` is the request that nobody has confirmed yet; it is taken back once this one sounds. */
export function BreakGlass({
  request,
  waitingId,
  open = false,
}: {
  readonly request: EmergencyRequest;
  readonly waitingId?: string;
  readonly open?: boolean;
}) {
  const [reason, setReason] = useState(request.reason);
  const order = useBreakGlass();
  const withdraw = useWithdraw();
  const tooShort = reason.trim().length < MIN_BREAK_GLASS_REASON;
  const send = () => {
    if (tooShort || order.isPending) return;
    order.mutate(
      { ...request, reason },
      { onSuccess: () => (waitingId === undefined ? undefined : withdraw.mutate(waitingId)) },
    );
  };
  return (
    <details className="alone" open={open}>
      <summary>{text.alone}</summary>
      <div className="alone-form">
        <p>{text.aloneHint}</p>
        <label>
          {text.aloneReason}
          <textarea rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
        <HoldButton hint={text.confirmHint} onHeld={send} disabled={tooShort || order.isPending}>
          {text.aloneHold}
        </HoldButton>
        <TypedWord onSent={send} disabled={tooShort || order.isPending}>
          {text.aloneSend}
        </TypedWord>
        <RefusalNote refusal={order.error ?? withdraw.error} />
      </div>
    </details>
  );
}
