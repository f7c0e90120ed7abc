// Villages with their zones: added, edited, taken out.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { VILLAGE_LABELS, type DailyWindow, type VillageLabel } from '#domain';
import { fill } from '#words';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { ifMatch, usePlaces, type Places } from './settings-queries';
import { Confirm } from './confirm';
import { EditForm, type Standing } from './edit-form';
import type { Field, FormValues } from './fields';

const text = SCREENS.settings;

/** What is open beside the table. */
type Open =
  | { readonly kind: 'village'; readonly id?: string }
  | { readonly kind: 'zone'; readonly villageId: string; readonly id?: string };

export function PlacesTab() {
  const asked = usePlaces();
  const [open, setOpen] = useState<Open>();
  return (
    <View asked={asked}>
      {(places) => (
        <div className="beside">
          <div className="stack">
            <Button onClick={() => setOpen({ kind: 'village' })}>{text.newVillage}</Button>
            {places.villages.length === 0 ? <p className="empty">{text.noVillages}</p> : null}
            {places.villages.length === 0 ? null : <VillageTable places={places} onOpen={setOpen} />}
          </div>
          {open?.kind === 'village' ? (
            <VillageForm key={open.id ?? 'new'} id={open.id} places={places} onClose={() => setOpen(undefined)} />
          ) : null}
          {open?.kind === 'zone' ? (
            <ZoneForm key={open.id ?? open.villageId} {...open} places={places} onClose={() => setOpen(undefined)} />
          ) : null}
        </div>
      )}
    </View>
  );
}

function VillageTable({ places, onOpen }: { readonly places: Places; readonly onOpen: (open: Open) => void }) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.tabs.places}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.village}</th>
            <th scope="col">{text.households}</th>
            <th scope="col">{text.population}</th>
            <th scope="col">{text.zones}</th>
            <th scope="col">{text.print}</th>
          </tr>
        </thead>
        <tbody>
          {places.villages.map((village) => (
            <tr key={village.id}>
              <th scope="row">
                <button
                  type="button"
                  className="plain"
                  aria-label={`${village.label} ${village.name}: ${text.edit}`}
                  onClick={() => onOpen({ kind: 'village', id: village.id })}
                >
                  {village.label} {village.name}
                </button>
              </th>
              <td>{village.households}</td>
              <td>{village.people ?? '–'}</td>
              <td>
                <ZonesOf village={village} places={places} onOpen={onOpen} />
              </td>
              <td>
                <a href={`/village/poster?village=${village.id}`}>{text.poster}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ZonesOf({
  village,
  places,
  onOpen,
}: {
  readonly village: Schema<'Village'>;
  readonly places: Places;
  readonly onOpen: (open: Open) => void;
}) {
  const zones = places.zones.filter(({ villageId }) => villageId === village.id);
  return (
    <ul className="bare">
      {zones.map((zone) => (
        <li key={zone.id} className="row">
          <button
            type="button"
            className="plain"
            aria-label={`${zone.name}: ${text.edit}`}
            onClick={() => onOpen({ kind: 'zone', villageId: village.id, id: zone.id })}
          >
            {zone.name}
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="plain"
          aria-label={`${text.newZone}: ${village.name}`}
          onClick={() => onOpen({ kind: 'zone', villageId: village.id })}
        >
          {text.newZone}
        </button>
      </li>
    </ul>
  );
}

const VILLAGE_FIELDS: readonly Field[] = [
  { key: 'name', label: text.name, kind: 'text' },
  { key: 'label', label: text.label, kind: 'choice', options: VILLAGE_LABELS.map((label) => [label, label] as const) },
  { key: 'households', label: text.households, kind: 'number' },
  { key: 'people', label: text.population, kind: 'number' },
  { key: 'languages', label: text.languages, kind: 'text' },
];
const OWN_HOURS: Field = { key: 'quietHours', label: text.quietOwn, kind: 'windows' };

function standingVillage(village: Schema<'Village'> | undefined): Standing {
  const {
    name = '',
    label = 'thôn',
    households = '',
    people,
    languages = ['vi'],
    quietHours,
    revision = 0,
  } = village ?? {};
  const values = {
    ...{ name, label, households: String(households), people: String(people ?? '') },
    ...{ languages: languages.join(', '), quietHours: quietHours ?? [] },
  };
  return { revision, values };
}

/** What is sent; a number that is none goes as it is, and the server says so. */
function villageOf(values: FormValues) {
  return {
    name: String(values['name']),
    label: values['label'] as VillageLabel,
    households: Number(values['households'] || Number.NaN),
    people: values['people'] === '' ? null : Number(values['people']),
    languages: String(values['languages'])
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
}

const ownHoursOf = ({ quietHours }: FormValues) => {
  const windows = quietHours as readonly DailyWindow[];
  return windows.length > 0 ? [...windows] : null;
};

function VillageForm({
  id,
  places,
  onClose,
}: {
  readonly id: string | undefined;
  readonly places: Places;
  readonly onClose: () => void;
}) {
  const { commune } = useDesk();
  const village = places.villages.find((each) => each.id === id);
  const standing = standingVillage(village);
  return (
    <EditForm
      title={village ? `${village.label} ${village.name}` : text.newVillage}
      fields={village ? [...VILLAGE_FIELDS, OWN_HOURS] : VILLAGE_FIELDS}
      standing={standing}
      refreshes={['places']}
      save={(values, revision) =>
        village
          ? ask(
              api.PATCH('/api/v1/villages/{id}', {
                params: { path: { id: village.id }, header: ifMatch(revision) },
                body: { ...villageOf(values), quietHours: ownHoursOf(values) },
              }),
            )
          : ask(
              api.POST('/api/v1/communes/{id}/villages', {
                params: { path: { id: commune.id } },
                body: villageOf(values),
              }),
            )
      }
      inMind={(values) => village && { kind: 'village', villageId: village.id, quietHours: ownHoursOf(values) }}
      onSaved={village ? undefined : onClose}
      onClose={onClose}
    >
      {village ? (
        <Confirm
          act={text.retire}
          about={village.name}
          title={fill(text.retireTitle, { name: village.name })}
          warning={text.retireWarning}
          refreshes={['places']}
          run={() => ask(api.DELETE('/api/v1/villages/{id}', { params: { path: { id: village.id } } }))}
          onDone={onClose}
        />
      ) : null}
    </EditForm>
  );
}

function ZoneForm({
  villageId,
  id,
  places,
  onClose,
}: {
  readonly villageId: string;
  readonly id?: string;
  readonly places: Places;
  readonly onClose: () => void;
}) {
  const zone = places.zones.find((each) => each.id === id);
  const village = places.villages.find((each) => each.id === villageId);
  return (
    <EditForm
      title={zone?.name ?? `${text.newZone}: ${village?.name ?? ''}`}
      fields={[{ key: 'name', label: text.name, kind: 'text' }]}
      standing={{ values: { name: zone?.name ?? '' }, revision: zone?.revision ?? 0 }}
      refreshes={['places']}
      save={({ name }, revision) => {
        const body = { name: String(name) };
        return zone
          ? ask(api.PATCH('/api/v1/zones/{id}', { params: { path: { id: zone.id }, header: ifMatch(revision) }, body }))
          : ask(api.POST('/api/v1/villages/{id}/zones', { params: { path: { id: villageId } }, body }));
      }}
      onSaved={zone ? undefined : onClose}
      onClose={onClose}
    >
      {zone ? (
        <Confirm
          act={text.retire}
          about={zone.name}
          title={fill(text.retireTitle, { name: zone.name })}
          warning={text.retireWarning}
          refreshes={['places']}
          run={() => ask(api.DELETE('/api/v1/zones/{id}', { params: { path: { id: zone.id } } }))}
          onDone={onClose}
        />
      ) : null}
    </EditForm>
  );
}
