// "Thôn X lúc HH:MM phát gì, vì sao?": one minute of a village, with the chain of everything that sounds in it or was to sound.
import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, ask, type Schema } from '#web';
import { instantOf, localDateOf, wallTimeOf, type Instant } from '#domain';
import { dayAndTimeText, instantText } from '#words';
import { useServerQuery } from '../../parts/queries';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { WhyChain } from '../../parts/why';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';

const text = SCREENS.poles;

/** Looks at `at` first; without it, at what is now. */
export function Moment({
  villageId,
  now,
  at,
}: {
  readonly villageId: string;
  readonly now: Instant;
  readonly at?: Instant | undefined;
}) {
  const { commune } = useDesk();
  const { timeZone } = commune;
  const [instant, setInstant] = useState(at);
  const [date, setDate] = useState(() => localDateOf(at ?? now, timeZone));
  const [time, setTime] = useState(() => wallTimeOf(at ?? now, timeZone).slice(0, 5));
  const asked = useMoment(villageId, instant);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setInstant(instantOf(date, time, timeZone));
  };
  return (
    <div className="moment">
      <form onSubmit={submit}>
        <label>
          {text.day} <input type="date" value={date} required onChange={(event) => setDate(event.target.value)} />
        </label>
        <label>
          {text.time} <input type="time" value={time} required onChange={(event) => setTime(event.target.value)} />
        </label>
        <Button type="submit" variant="default">
          {text.look}
        </Button>
        <Button variant="default" onClick={() => setInstant(undefined)}>
          {text.rightNow}
        </Button>
      </form>
      <View asked={asked}>
        {(moment) => (
          <>
            <h3>{dayAndTimeText(LANGUAGE, Date.parse(moment.at), timeZone)}</h3>
            <p className="moment-says">{moment.text}</p>
            {moment.nearest ? (
              <Nearest villageId={villageId} instant={Date.parse(moment.nearest.startsAt)} />
            ) : (
              <Chains airings={moment.airings} />
            )}
          </>
        )}
      </View>
    </div>
  );
}

function useMoment(villageId: string, instant: Instant | undefined) {
  return useServerQuery(['why', 'moment', villageId, instant ?? 'now'], () =>
    ask(
      api.GET('/api/v1/villages/{id}/at', {
        params: { path: { id: villageId }, query: instant === undefined ? {} : { instant: instantText(instant) } },
      }),
    ),
  );
}

/** Where nothing sounds, whoever asks why wants to know of what is nearest, in every zone of the village. */
function Nearest({ villageId, instant }: { readonly villageId: string; readonly instant: Instant }) {
  const asked = useMoment(villageId, instant);
  return <View asked={asked}>{({ airings }) => <Chains airings={airings} />}</View>;
}

/** One chain for each airing; those in trouble are open. */
function Chains({ airings }: { readonly airings: readonly Schema<'Why'>[] }) {
  return airings.map((chain, index) => (
    <details key={chain.airing.id} open={index === 0 || chain.outlook === 'trouble'} className="moment-airing">
      <summary>
        {titleOf(chain)} <span className="muted small">{chain.zone}</span>{' '}
        <StateBadge look={chain.outlook}>{WORDS.outlooks[chain.outlook]}</StateBadge>
      </summary>
      <WhyChain chain={chain} />
    </details>
  ));
}

/** What sounds; the sounds around a broadcast have no title of their own. */
function titleOf({ airing, slotName }: Schema<'Why'>): string {
  const { kind, title } = airing;
  return kind === 'opening' || kind === 'closing' ? `${WORDS.tonight.kinds[kind]}, ${slotName}` : title;
}
