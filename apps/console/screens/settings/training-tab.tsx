// Training in the demo: choose simulated poles, break something at them, see what the desk says, and mend it.
import { POLE_FAULTS, type PoleFaultName } from '#domain';
import { api, ask, type Schema } from '#web';
import { fill } from '#words';
import { useState } from 'react';
import { Link } from 'wouter';
import { useDesk } from '../../parts/desk';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { SCREENS } from '../../parts/words';
import { usePlaces, useSimulator, type Places } from './settings-queries';

const text = SCREENS.training;

type Simulated = Schema<'SimulatedPole'>;

/** The simulated poles of one zone. */
interface Group {
  readonly id: string;
  readonly name: string;
  readonly poles: readonly (Simulated & { readonly name: string })[];
}

export function TrainingTab() {
  const places = usePlaces();
  const simulated = useSimulator(true);
  return <View asked={places}>{(all) => <Training groups={groupsOf(all, simulated.data ?? [])} />}</View>;
}

function Training({ groups }: { readonly groups: readonly Group[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<PoleFaultName>('power');
  const turn = useTurn();
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    setChosen(new Set(isChosen ? [...others, ...ids] : others));
  };
  const act = (on: boolean) => turn.mutate({ controllerIds: [...chosen], fault, on });
  const isIdle = chosen.size === 0 || turn.isPending;
  return (
    <div className="stack">
      <p>{text.hint}</p>
      <label className="field">
        <span>{text.what}</span>
        <select value={fault} onChange={({ target }) => setFault(target.value as PoleFaultName)}>
          {POLE_FAULTS.map((each) => (
            <option key={each} value={each}>
              {text.faults[each].name}
            </option>
          ))}
        </select>
      </label>
      <p className="muted">{text.faults[fault].says}</p>
      <div className="acts">
        <button type="button" disabled={isIdle} onClick={() => act(true)}>
          {text.begin}
        </button>
        <button type="button" className="outlined" disabled={isIdle} onClick={() => act(false)}>
          {text.end}
        </button>
        <span role="status">{fill(text.chosen, { count: chosen.size })}</span>
      </div>
      <RefusalNote refusal={turn.error} />
      <Poles groups={groups} chosen={chosen} choose={choose} />
    </div>
  );
}

/** Breaks or mends; what the board says of the pole follows by itself. */
function useTurn() {
  const { commune } = useDesk();
  return useAct(
    (body: Schema<'PoleFault'>) =>
      ask(api.PUT('/api/v1/communes/{id}/simulator/faults', { params: { path: { id: commune.id } }, body })),
    ['simulator'],
  );
}

interface PolesProps {
  readonly groups: readonly Group[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (ids: readonly string[], isChosen: boolean) => void;
}

function Poles({ groups, chosen, choose }: PolesProps) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.choose}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.pole}</th>
            <th scope="col">{text.standing}</th>
            <th scope="col">{text.lookAt}</th>
          </tr>
        </thead>
        {groups.map(({ id, name, poles }) => {
          const ids = poles.map(({ controllerId }) => controllerId);
          return (
            <tbody key={id}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  <Choice
                    name={name}
                    isChosen={ids.every((each) => chosen.has(each))}
                    choose={(on) => choose(ids, on)}
                  />
                </th>
              </tr>
              {poles.map((pole) => (
                <PoleRow
                  key={pole.controllerId}
                  pole={pole}
                  isChosen={chosen.has(pole.controllerId)}
                  choose={(on) => choose([pole.controllerId], on)}
                />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

interface RowProps {
  readonly pole: Group['poles'][number];
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
}

function PoleRow({ pole: { controllerId, name, on, faults }, isChosen, choose }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Choice name={name} isChosen={isChosen} choose={choose} />
      </th>
      <td>
        {faults.length === 0 ? <span className="muted">{text.nothing}</span> : null}
        {faults.map((each) => (
          <StateBadge key={each} look="trouble">
            {text.faults[each].name}
          </StateBadge>
        ))}
        {on ? null : <StateBadge look="quiet">{text.off}</StateBadge>}
      </td>
      <td>
        <Link href={`/board?pole=${controllerId}`} aria-label={fill(text.look, { name })}>
          {text.lookAt}
        </Link>
      </td>
    </tr>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
}

function Choice({ name, isChosen, choose }: ChoiceProps) {
  return (
    <label>
      <input type="checkbox" checked={isChosen} onChange={({ target }) => choose(target.checked)} /> {name}
    </label>
  );
}

/** By zone, each with the name of its village before its own; zones without a simulated pole are left out. */
function groupsOf({ villages, zones, controllers }: Places, simulated: readonly Simulated[]): readonly Group[] {
  const names = new Map(villages.map(({ id, name }) => [id, name]));
  const known = new Map(simulated.map((pole) => [pole.controllerId, pole]));
  return zones
    .map(({ id, villageId, name }) => ({
      id,
      name: `${names.get(villageId) ?? ''} · ${name}`,
      poles: controllers.flatMap((pole) => {
        const own = pole.zoneId === id ? known.get(pole.id) : undefined;
        return own ? [{ ...own, name: pole.name }] : [];
      }),
    }))
    .filter(({ poles }) => poles.length > 0);
}
