// When and how much may sound: quiet hours, limits, time slots and special days, each with who would be affected.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { localDateOf, MINUTE_MS, SECOND_MS, type DailyWindow } from '#domain';
import { dateText, fill } from '#words';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { ifMatch, usePlaces, type Places } from './settings-queries';
import { Confirm } from './confirm';
import { EditForm } from './edit-form';
import type { FormValues } from './fields';

const text = SCREENS.settings;

export function HoursTab() {
  const asked = usePlaces();
  return (
    <View asked={asked}>
      {(places) => (
        <div className="stack wide">
          <div className="halves">
            <QuietHours commune={places.commune} />
            <Limits commune={places.commune} />
          </div>
          <Slots places={places} />
          <SpecialDays places={places} />
        </div>
      )}
    </View>
  );
}

const windowsOf = (value: FormValues[string] | undefined) => [...(value as readonly DailyWindow[])];

function QuietHours({ commune }: { readonly commune: Schema<'Commune'> }) {
  const { id, quietHours, revision } = commune;
  return (
    <EditForm
      title={text.quietHours}
      fields={[{ key: 'quietHours', label: text.quietHours, kind: 'windows' }]}
      standing={{ values: { quietHours }, revision }}
      refreshes={['places', 'commune']}
      save={(values, from) =>
        ask(
          api.PATCH('/api/v1/communes/{id}', {
            params: { path: { id }, header: ifMatch(from) },
            body: { quietHours: windowsOf(values['quietHours']) },
          }),
        )
      }
      inMind={(values) => ({ kind: 'commune', quietHours: windowsOf(values['quietHours']) })}
    />
  );
}

/** All but the bands of volume, which stand among the other rules. */
function limitsOf(values: FormValues): Omit<Schema<'BroadcastLimits'>, 'volumeBands'> {
  return {
    maxRundownMs: Number(values['maxRundownMs']) * MINUTE_MS,
    maxDayMs: Number(values['maxDayMs']) * MINUTE_MS,
    minGapMs: Number(values['minGapMs']) * SECOND_MS,
  };
}

function Limits({ commune: { id, rules, revision } }: { readonly commune: Schema<'Commune'> }) {
  const { maxRundownMs, maxDayMs, minGapMs } = rules.limits;
  const values = {
    maxRundownMs: String(maxRundownMs / MINUTE_MS),
    maxDayMs: String(maxDayMs / MINUTE_MS),
    minGapMs: String(minGapMs / SECOND_MS),
  };
  return (
    <EditForm
      title={text.limits}
      fields={[
        { key: 'maxRundownMs', label: text.maxRundown, kind: 'number' },
        { key: 'maxDayMs', label: text.maxDay, kind: 'number' },
        { key: 'minGapMs', label: text.minGap, kind: 'number' },
      ]}
      standing={{ values, revision }}
      refreshes={['places', 'commune']}
      save={(changed, from) =>
        ask(
          api.PATCH('/api/v1/communes/{id}/rules', {
            params: { path: { id }, header: ifMatch(from) },
            body: { limits: limitsOf(changed) },
          }),
        )
      }
      inMind={(changed) => ({ kind: 'commune', limits: limitsOf(changed) })}
    />
  );
}

function Slots({ places }: { readonly places: Places }) {
  const [open, setOpen] = useState<{ readonly id?: string }>();
  const slot = places.slots.find(({ id }) => id === open?.id);
  const close = () => setOpen(undefined);
  return (
    <section className="stack" aria-label={text.slots}>
      <h2>{text.slots}</h2>
      <div className="beside">
        <div className="stack">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col">{text.windowFrom}</th>
                <th scope="col">{text.windowTo}</th>
                <th scope="col">{text.actions}</th>
              </tr>
            </thead>
            <tbody>
              {places.slots.map(({ id, name, from, to }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{from}</td>
                  <td>{to}</td>
                  <td className="row">
                    <button
                      type="button"
                      className="plain"
                      aria-label={`${text.edit}: ${name}`}
                      onClick={() => setOpen({ id })}
                    >
                      {text.edit}
                    </button>
                    <Confirm
                      act={text.retire}
                      about={name}
                      title={fill(text.retireTitle, { name })}
                      warning={text.retireWarning}
                      refreshes={['places']}
                      run={() => ask(api.DELETE('/api/v1/slots/{id}', { params: { path: { id } } }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button variant="default" onClick={() => setOpen({})}>
            {text.newSlot}
          </Button>
        </div>
        {open ? <SlotForm key={slot?.id ?? 'new'} slot={slot} onClose={close} /> : null}
      </div>
    </section>
  );
}

function SlotForm({ slot, onClose }: { readonly slot: Schema<'Slot'> | undefined; readonly onClose: () => void }) {
  const { commune } = useDesk();
  const { name = '', from = '11:00', to = '11:30', revision = 0 } = slot ?? {};
  return (
    <EditForm
      title={slot?.name ?? text.newSlot}
      fields={[
        { key: 'name', label: text.name, kind: 'text' },
        { key: 'from', label: text.windowFrom, kind: 'time' },
        { key: 'to', label: text.windowTo, kind: 'time' },
      ]}
      standing={{ values: { name, from, to }, revision }}
      refreshes={['places']}
      save={(values, seen) => {
        const body = { name: String(values['name']), from: String(values['from']), to: String(values['to']) };
        return slot
          ? ask(api.PATCH('/api/v1/slots/{id}', { params: { path: { id: slot.id }, header: ifMatch(seen) }, body }))
          : ask(api.POST('/api/v1/communes/{id}/slots', { params: { path: { id: commune.id } }, body }));
      }}
      inMind={(values) =>
        slot && { kind: 'slot', slotId: slot.id, from: String(values['from']), to: String(values['to']) }
      }
      onSaved={slot ? undefined : onClose}
      onClose={onClose}
    />
  );
}

function SpecialDays({ places }: { readonly places: Places }) {
  const [isOpen, open] = useState(false);
  return (
    <section className="stack" aria-label={text.specialDays}>
      <h2>{text.specialDays}</h2>
      <div className="beside">
        <div className="stack">
          {places.specialDays.length === 0 ? <p className="muted">{text.noSpecialDays}</p> : null}
          <ul className="bare">
            {places.specialDays.map(({ id, name, date, quietHours, seriesRest }) => (
              <li key={id} className="row">
                <span>
                  <strong>{name}</strong> {dateText(LANGUAGE, date)}
                  {quietHours.map(({ from, to }) => ` · ${from}–${to}`)}
                  {seriesRest ? ` · ${text.seriesRest}` : ''}
                </span>
                <Confirm
                  act={text.retire}
                  about={`${name} ${dateText(LANGUAGE, date)}`}
                  title={fill(text.retireTitle, { name })}
                  warning={text.retireWarning}
                  refreshes={['places']}
                  run={() => ask(api.DELETE('/api/v1/special-days/{id}', { params: { path: { id } } }))}
                />
              </li>
            ))}
          </ul>
          <Button variant="default" onClick={() => open(true)}>
            {text.newSpecialDay}
          </Button>
        </div>
        {isOpen ? <SpecialDayForm onClose={() => open(false)} /> : null}
      </div>
    </section>
  );
}

function SpecialDayForm({ onClose }: { readonly onClose: () => void }) {
  const { commune } = useDesk();
  const now = useNow();
  if (now === undefined) return null;
  const entryOf = ({ name, date, quietHours, seriesRest }: FormValues) => ({
    name: String(name),
    dates: [String(date)],
    quietHours: windowsOf(quietHours),
    seriesRest: seriesRest === true,
  });
  const date = localDateOf(now, commune.timeZone);
  return (
    <EditForm
      title={text.newSpecialDay}
      fields={[
        { key: 'name', label: text.name, kind: 'text' },
        { key: 'date', label: text.date, kind: 'date' },
        { key: 'quietHours', label: text.quietHours, kind: 'windows' },
        { key: 'seriesRest', label: text.seriesRest, kind: 'tick' },
      ]}
      standing={{ values: { name: '', date, quietHours: [], seriesRest: false }, revision: 0 }}
      refreshes={['places']}
      save={(values) =>
        ask(
          api.POST('/api/v1/communes/{id}/special-days', {
            params: { path: { id: commune.id } },
            body: entryOf(values),
          }),
        )
      }
      inMind={(values) => {
        const { name: _, ...change } = entryOf(values);
        return { kind: 'special-days', ...change };
      }}
      onSaved={onClose}
      onClose={onClose}
    />
  );
}
