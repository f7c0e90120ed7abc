// A new emergency in three steps on one page: what, where, and after listening the held button. The whole commune is chosen beforehand.
import { useState } from 'react';
import { fill } from '#words';
import { HoldButton, TypedWord } from '../../parts/hold-button';
import { RefusalNote } from '../../parts/refusal-note';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { BreakGlass } from './break-glass';
import { Consequence } from './consequence';
import { useConsequence, useEmergency, useRequest, type EmergencyLive, type EmergencyRequest } from './emergency-acts';
import { Message, messageOf, type Chosen } from './message';
import { PlacePicker, type Places } from '../../parts/place-picker';
import type { EmergencyTemplate } from '../../parts/templates';

const text = SCREENS.emergency;
const MINUTES = [5, 10, 20, 30, 60] as const;
const USUAL_MINUTES = 10;

export function Composer({
  templates,
  open,
}: {
  readonly templates: readonly EmergencyTemplate[];
  readonly open: readonly EmergencyLive[];
}) {
  const [chosen, setChosen] = useState<Chosen>();
  const [places, setPlaces] = useState<Places>({ wholeCommune: true });
  const [minutes, setMinutes] = useState<number>(USUAL_MINUTES);
  const [reason, setReason] = useState('');
  const choose = (next: Chosen) => {
    setChosen(next);
    // Where the warning is meant to sound; whoever chose other places before chose them for another warning.
    if (next.kind === 'template') setPlaces(placesOf(next.template));
  };
  const message = messageOf(chosen);
  const nowhere = places.wholeCommune !== true && (places.villageIds ?? []).length === 0;
  const request: EmergencyRequest | undefined =
    message === undefined || nowhere ? undefined : { ...message, ...places, minutes, reason };
  // The reason changes nothing about whom it reaches.
  const asked = request && { ...request, reason: '' };
  const effect = useConsequence(asked);
  const order = useRequest();
  const fate = useFate(order.data?.id, open);
  const send = () => {
    if (request && !order.isPending) order.mutate(request);
  };
  return (
    <section className="composer" aria-label={text.title}>
      {fate === 'waits' ? null : (
        <>
          {fate === 'expired' ? (
            <p className="note pending" role="alert">
              {text.expired}
            </p>
          ) : null}
          {fate === 'withdrawn' || fate === 'closed' ? (
            <p className="note info" role="status">
              {fate === 'withdrawn' ? text.withdrawn : text.closed}
            </p>
          ) : null}
          <div className="steps">
            <fieldset className="step card">
              <legend>{text.chooseWhat}</legend>
              <Message templates={templates} chosen={chosen} choose={choose} />
            </fieldset>
            <fieldset className="step card">
              <legend>{text.chooseWhere}</legend>
              <PlacePicker places={places} pick={setPlaces} />
              <div className="fields">
                <label>
                  {text.minutes}
                  <select value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
                    {MINUTES.map((count) => (
                      <option key={count} value={count}>
                        {fill(text.minutesOption, { count })}
                      </option>
                    ))}
                  </select>
                </label>
                <label className="wide">
                  {text.reason}
                  <input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
                </label>
              </div>
            </fieldset>
          </div>
          <section className="step card order" aria-label={text.order}>
            <h2>{text.order}</h2>
            <div aria-live="polite">
              {request === undefined ? <p className="muted">{text.chooseFirst}</p> : null}
              {effect.isFetching && !effect.data ? <p className="muted">{text.checking}</p> : null}
              {request && effect.data ? <Consequence of={effect.data} /> : null}
            </div>
            <RefusalNote refusal={request ? effect.error : null} />
            <HoldButton hint={text.holdHint} onHeld={send} disabled={!request || !effect.data || order.isPending}>
              {text.hold}
            </HoldButton>
            <TypedWord onSent={send} disabled={!request || !effect.data || order.isPending}>
              {text.typeSend}
            </TypedWord>
            <RefusalNote refusal={order.error} />
            {request && effect.data ? <BreakGlass request={request} open={fate === 'expired'} /> : null}
          </section>
        </>
      )}
    </section>
  );
}

function placesOf({ villageIds }: EmergencyTemplate): Places {
  return villageIds.length === 0 ? { wholeCommune: true } : { villageIds: [...villageIds] };
}

/** What became of the request that was made on this page: it waits, nobody came in time, somebody took it back, or said that it is over. */
function useFate(
  id: string | undefined,
  open: readonly EmergencyLive[],
): 'waits' | 'expired' | 'withdrawn' | 'closed' | undefined {
  const { me } = useDesk();
  const mine = open.some(({ state, requestedBy }) => state === 'requested' && requestedBy === me.personId);
  const { data } = useEmergency(id);
  if (mine) return 'waits';
  if (data === undefined || open.some((each) => each.id === id)) return undefined;
  if (data.state === 'withdrawn' || data.state === 'closed') return data.state;
  return data.state === 'requested' || data.state === 'expired' ? 'expired' : undefined;
}
