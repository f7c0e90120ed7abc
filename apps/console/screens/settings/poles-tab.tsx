// Controllers: put up, edited, moved, paired with a box, taken down.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { fill } from '#words';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { SCREENS } from '../../parts/words';
import { ifMatch, usePlaces, type Places } from './settings-queries';
import { Confirm } from './confirm';
import { EditForm } from './edit-form';
import type { Field } from './fields';
import { PairBox } from './pair-box';

const text = SCREENS.settings;

/** What is open beside the table. */
type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'pair'; readonly id: string };

export function PolesTab() {
  const asked = usePlaces();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <View asked={asked}>
      {(places) => {
        const pole = places.controllers.find(({ id }) => open?.kind !== 'new' && id === open?.id);
        return (
          <div className="beside">
            <div className="stack">
              <Button onClick={() => setOpen({ kind: 'new' })}>{text.newPole}</Button>
              {places.controllers.length === 0 ? (
                <p className="empty">{text.noPoles}</p>
              ) : (
                <PoleTable places={places} onOpen={setOpen} />
              )}
            </div>
            {open?.kind === 'new' ? (
              <NewPole places={places} onMade={(id) => setOpen({ kind: 'pair', id })} onClose={close} />
            ) : null}
            {pole && open?.kind === 'edit' ? (
              <PoleForm key={pole.id} pole={pole} places={places} onClose={close} />
            ) : null}
            {pole && open?.kind === 'pair' ? <PairBox key={pole.id} pole={pole} onClose={close} /> : null}
          </div>
        );
      }}
    </View>
  );
}

function PoleTable({ places, onOpen }: { readonly places: Places; readonly onOpen: (open: Open) => void }) {
  const zones = new Map(zonesOf(places));
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.tabs.poles}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.tabs.poles}</th>
            <th scope="col">{text.zone}</th>
            <th scope="col">{text.volume}</th>
            <th scope="col">{text.box}</th>
            <th scope="col">{text.actions}</th>
          </tr>
        </thead>
        <tbody>
          {places.controllers.map((pole) => (
            <tr key={pole.id}>
              <th scope="row">
                <button
                  type="button"
                  className="plain"
                  aria-label={`${pole.name}: ${text.edit}`}
                  onClick={() => onOpen({ kind: 'edit', id: pole.id })}
                >
                  {pole.name}
                </button>
              </th>
              <td>{zones.get(pole.zoneId)}</td>
              <td>{pole.volumePercent}</td>
              <td>
                <BoxState pole={pole} />
              </td>
              <td>
                <button
                  type="button"
                  className="plain"
                  aria-label={`${pole.device ? text.replaceBox : text.pair}: ${pole.name}`}
                  onClick={() => onOpen({ kind: 'pair', id: pole.id })}
                >
                  {pole.device ? text.replaceBox : text.pair}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoxState({ pole: { device } }: { readonly pole: Schema<'Controller'> }) {
  if (!device) return <StateBadge look="quiet">{text.boxNone}</StateBadge>;
  return device.online ? (
    <StateBadge look="played">{text.boxOnline}</StateBadge>
  ) : (
    <StateBadge look="trouble">{text.boxOffline}</StateBadge>
  );
}

/** Every zone with the name of its village before its own. */
function zonesOf({ villages, zones }: Places): readonly (readonly [string, string])[] {
  const names = new Map(villages.map(({ id, name }) => [id, name]));
  return zones.map(({ id, villageId, name }) => [id, `${names.get(villageId) ?? ''} · ${name}`] as const);
}

interface FormProps {
  readonly places: Places;
  readonly onClose: () => void;
}

function NewPole({ places, onMade, onClose }: FormProps & { readonly onMade: (id: string) => void }) {
  const options = zonesOf(places);
  return (
    <EditForm
      title={text.newPole}
      fields={[
        { key: 'name', label: text.name, kind: 'text' },
        { key: 'zoneId', label: text.zone, kind: 'choice', options },
      ]}
      standing={{ values: { name: '', zoneId: options[0]?.[0] ?? '' }, revision: 0 }}
      submit={text.saveAndPair}
      refreshes={['places']}
      save={({ name, zoneId }) =>
        ask(
          api.POST('/api/v1/zones/{id}/controllers', {
            params: { path: { id: String(zoneId) } },
            body: { name: String(name) },
          }),
        )
      }
      onSaved={({ id }) => onMade(id)}
      onClose={onClose}
    />
  );
}

function PoleForm({ pole, places, onClose }: FormProps & { readonly pole: Schema<'Controller'> }) {
  const { id, name, zoneId, volumePercent, revision } = pole;
  const fields: readonly Field[] = [
    { key: 'name', label: text.name, kind: 'text' },
    { key: 'volumePercent', label: text.volume, kind: 'number' },
    { key: 'zoneId', label: text.zone, kind: 'choice', options: zonesOf(places) },
  ];
  return (
    <EditForm
      title={name}
      fields={fields}
      standing={{ values: { name, volumePercent: String(volumePercent), zoneId }, revision }}
      note={text.moveNote}
      refreshes={['places', 'poles']}
      save={(values, from) =>
        ask(
          api.PATCH('/api/v1/controllers/{id}', {
            params: { path: { id }, header: ifMatch(from) },
            body: {
              name: String(values['name']),
              volumePercent: Number(values['volumePercent']),
              zoneId: String(values['zoneId']),
            },
          }),
        )
      }
      inMind={(values) =>
        values['zoneId'] === zoneId
          ? undefined
          : { kind: 'controller', controllerId: id, zoneId: String(values['zoneId']) }
      }
      onClose={onClose}
    >
      <a href={`/pole/${pole.publicCode}/label`}>{text.labelOfPole}</a>
      <Confirm
        act={text.retire}
        about={name}
        title={fill(text.retireTitle, { name })}
        warning={text.retireWarning}
        refreshes={['places', 'poles']}
        run={() => ask(api.DELETE('/api/v1/controllers/{id}', { params: { path: { id } } }))}
        onDone={onClose}
      />
    </EditForm>
  );
}
