// "Dừng phát" on every screen: one press opens it, one more and there is silence. What is stopped stands beside it until it is lifted.
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { fill, listText, timeText } from '#words';
import { useAct, useServerQuery } from '../parts/queries';
import { Dialog } from '../parts/dialog';
import { RefusalNote } from '../parts/refusal-note';
import { useVillages } from '../parts/villages';
import { useDesk, useHas } from '../parts/desk';
import { LANGUAGE, SCREENS } from '../parts/words';
import '../parts/acts.css';
import './stop-button.css';

const text = SCREENS.stop;
const MINUTES = [10, 30, 60, 180, 720, 1_440] as const;
const USUAL_MINUTES = 60;

export function StopButton() {
  const [isOpen, setOpen] = useState(false);
  if (!useHas('operator', 'leader')) return null;
  return (
    <div className="stop">
      <button type="button" className="stop-button" onClick={() => setOpen(true)}>
        <span aria-hidden="true">■</span> {text.button}
      </button>
      <InForce />
      {isOpen ? (
        <Dialog title={text.title} close={() => setOpen(false)}>
          <StopForm close={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

/** Every stop that holds now, where one cannot overlook it. */
function InForce() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  const { data } = useServerQuery(
    ['stops', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/stops', { params: { path } }))).items,
  );
  const lift = useAct(
    (id: string) => ask(api.POST('/api/v1/stops/{id}/lift', { params: { path: { id } } })),
    ['stops'],
  );
  if (!data?.length) return null;
  return (
    <ul className="stops-in-force">
      {data.map((stop) => (
        <li key={stop.id}>
          <StopText stop={stop} />
          <button type="button" className="plain" disabled={lift.isPending} onClick={() => lift.mutate(stop.id)}>
            {text.lift}
          </button>
        </li>
      ))}
      <RefusalNote refusal={lift.error} />
    </ul>
  );
}

function StopText({ stop }: { readonly stop: Schema<'StopOrder'> }) {
  const { commune } = useDesk();
  const { data: villages = [] } = useVillages();
  const { data: zones = [] } = useZones();
  const own = new Set(zones.filter(({ id }) => stop.zoneIds?.includes(id)).map(({ villageId }) => villageId));
  const names = villages.filter(({ id }) => own.has(id)).map(({ label, name }) => `${label} ${name}`);
  const where = stop.zoneIds === null ? text.wholeCommune : listText(LANGUAGE, names);
  const until = timeText(Date.parse(stop.until), commune.timeZone);
  return (
    <span role="status">
      {fill(stop.sparesEmergency ? text.muted : text.inForce, { where, until, reason: stop.reason })}
    </span>
  );
}

function useZones() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['places', 'zones', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/zones', { params: { path } }))).items,
  );
}

function StopForm({ close }: { readonly close: () => void }) {
  const { commune } = useDesk();
  const { data: villages = [] } = useVillages();
  const [isWhole, setWhole] = useState(true);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [minutes, setMinutes] = useState<number>(USUAL_MINUTES);
  const [reason, setReason] = useState<string>(text.reasonDefault);
  const path = { id: commune.id };
  const stop = useAct(
    (body: Schema<'StopRequest'>) => ask(api.POST('/api/v1/communes/{id}/stops', { params: { path }, body })),
    ['stops', 'emergencies', 'poles'],
  );
  const isReady = (isWhole || picked.length > 0) && reason.trim() !== '';
  if (stop.data) {
    return (
      <div className="stop-form">
        <p role="status">{stop.data.published ? text.done : text.unpublished}</p>
        <button type="button" className="outlined" onClick={close}>
          {SCREENS.shell.close}
        </button>
      </div>
    );
  }
  return (
    <form
      className="stop-form"
      onSubmit={(event) => {
        event.preventDefault();
        const where = isWhole ? { zoneIds: null } : { villageIds: [...picked] };
        if (isReady && !stop.isPending) stop.mutate({ ...where, minutes, reason });
      }}
    >
      <p>{text.what}</p>
      <fieldset>
        <legend>{text.where}</legend>
        <label>
          <input type="radio" name="stop-where" checked={isWhole} onChange={() => setWhole(true)} />
          {text.wholeCommune}
        </label>
        <label>
          <input type="radio" name="stop-where" checked={!isWhole} onChange={() => setWhole(false)} />
          {text.someVillages}
        </label>
        {isWhole
          ? null
          : villages.map(({ id, label, name }) => (
              <label key={id} className="village">
                <input
                  type="checkbox"
                  checked={picked.includes(id)}
                  onChange={({ target }) =>
                    setPicked(target.checked ? [...picked, id] : picked.filter((each) => each !== id))
                  }
                />
                {label} {name}
              </label>
            ))}
      </fieldset>
      <label className="field">
        {text.howLong}
        <select value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
          {MINUTES.map((count) => (
            <option key={count} value={count}>
              {count < 60 ? fill(text.minutes, { count }) : fill(text.hours, { count: count / 60 })}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {text.reason}
        <input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </label>
      <RefusalNote refusal={stop.error} />
      <div className="acts">
        <button type="submit" className="stop-now" aria-disabled={!isReady || stop.isPending}>
          {text.confirm}
        </button>
        <button type="button" className="outlined" onClick={close}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
