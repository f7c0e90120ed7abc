// One drill: what it was, where it stands, and what every pole made of it.
import { useState } from 'react';
import type { Schema } from '#web';
import { dayAndTimeText, fill } from '#words';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { useCancelDrill, useDrill } from './drill-acts';
import { PoleTable } from './pole-table';

const text = SCREENS.drill;

export function DrillCard({ drill }: { readonly drill: Schema<'ListedDrill'> }) {
  const { commune } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelDrill();
  const { id, notice, state, startsAt, reason } = drill;
  return (
    <article className="card drill-card">
      <h3>{notice}</h3>
      <p>
        {dayAndTimeText(LANGUAGE, Date.parse(startsAt), commune.timeZone)} · {text.states[state]} · {reason}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{text.results}</summary>
        {isOpen ? <Results id={id} /> : null}
      </details>
      {state === 'planned' || state === 'on_air' ? (
        <div className="acts">
          <button type="button" className="outlined" disabled={cancel.isPending} onClick={() => cancel.mutate(id)}>
            {text.cancel}
          </button>
        </div>
      ) : null}
      <RefusalNote refusal={cancel.error} />
    </article>
  );
}

function Results({ id }: { readonly id: string }) {
  const drill = useDrill(id);
  return (
    <View asked={drill}>
      {({ results }) => (
        <>
          <p>
            {fill(text.heardOf, {
              played: results.filter(({ state }) => state === 'played').length,
              all: results.length,
            })}
          </p>
          <PoleTable results={results} state={({ state }) => WORDS.playbackStates[state]} />
        </>
      )}
    </View>
  );
}
