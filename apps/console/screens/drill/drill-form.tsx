// Planning a drill: what, where, when, why; what stands in its way is said before it is ordered. An ordinary button: nothing sounds now.
import { useState } from 'react';
import { instantOf, type LocalDate } from '#domain';
import { fill, numberText, timeText } from '#words';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { PlacePicker, type Places } from '../../parts/place-picker';
import { useCheckDrill, useOrderDrill, usePractisable, type DrillRequest } from './drill-acts';

const text = SCREENS.drill;

/** The browser's own field would tell the time as its own language does; ours is of 24 hours everywhere. */
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export function DrillForm() {
  const { commune } = useDesk();
  const practisable = usePractisable();
  const [announcementId, setAnnouncement] = useState('');
  const [places, setPlaces] = useState<Places>({ wholeCommune: true });
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [reason, setReason] = useState('');
  const check = useCheckDrill();
  const order = useOrderDrill();
  const isComplete = announcementId !== '' && date !== '' && CLOCK.test(time) && reason.trim() !== '';
  const request = (): DrillRequest => {
    const startsAt = new Date(instantOf(date as LocalDate, time, commune.timeZone)).toISOString();
    return { announcementId, ...places, startsAt, reason };
  };
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      check.reset();
      order.reset();
      set(value);
    };
  };
  const scope = check.data;
  return (
    <section className="drill-part card" aria-label={text.plan}>
      <h2>{text.plan}</h2>
      <View asked={practisable} isEmpty={(all) => all.length === 0} empty={text.noneApproved}>
        {(all) => (
          <form
            className="drill-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (isComplete) check.mutate(request());
            }}
          >
            <label>
              {text.what}
              <select value={announcementId} required onChange={({ target }) => change(setAnnouncement)(target.value)}>
                <option value="" />
                {all.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
            <fieldset>
              <legend>{text.where}</legend>
              <PlacePicker places={places} pick={change(setPlaces)} />
            </fieldset>
            <div className="when">
              <label>
                {text.date}
                <input type="date" required value={date} onChange={({ target }) => change(setDate)(target.value)} />
              </label>
              <label>
                {text.time}
                <input
                  inputMode="numeric"
                  placeholder="09:30"
                  maxLength={5}
                  size={6}
                  required
                  pattern={CLOCK.source}
                  value={time}
                  onChange={({ target }) => change(setTime)(target.value)}
                />
              </label>
            </div>
            <label>
              {text.reason}
              <input
                required
                maxLength={500}
                value={reason}
                onChange={({ target }) => change(setReason)(target.value)}
              />
            </label>
            <div className="acts">
              <button type="submit" className="outlined" disabled={check.isPending}>
                {text.check}
              </button>
            </div>
          </form>
        )}
      </View>
      <RefusalNote refusal={check.error} />
      {scope ? (
        <div className="drill-scope" role="status">
          <p>
            {fill(text.scope, {
              villages: numberText(LANGUAGE, scope.villages.length),
              households: numberText(LANGUAGE, scope.households),
              controllers: numberText(LANGUAGE, scope.controllers),
              from: timeText(Date.parse(scope.startsAt), commune.timeZone),
              until: timeText(Date.parse(scope.endsAt), commune.timeZone),
            })}
          </p>
          {scope.offlineControllerIds.length > 0 ? (
            <p>{fill(text.offline, { count: numberText(LANGUAGE, scope.offlineControllerIds.length) })}</p>
          ) : null}
          {[...new Set(scope.conflicts.map(({ detail }) => detail))].map((detail) => (
            <p key={detail} className="note pending">
              {detail}
            </p>
          ))}
          {scope.conflicts.length === 0 && !order.data ? (
            <button
              type="button"
              className="drill-button"
              disabled={order.isPending}
              onClick={() => order.mutate(request())}
            >
              <span aria-hidden="true">◇</span> {text.order}
            </button>
          ) : null}
          {order.data ? <p className="note info">{text.ordered}</p> : null}
        </div>
      ) : null}
      <RefusalNote refusal={order.error} />
    </section>
  );
}
