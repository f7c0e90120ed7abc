// Personal links: every one that was made, a new one for a village head, and taking one back.
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { usePeople } from './settings-queries';
import { EditForm } from './edit-form';
import { QrCode } from './qr-code';

const text = SCREENS.settings;

export function LinksTab() {
  const { commune } = useDesk();
  const people = usePeople();
  const asked = useServerQuery(['people', 'links', commune.id], async () => {
    const { items } = await ask(api.GET('/api/v1/communes/{id}/links', { params: { path: { id: commune.id } } }));
    return items;
  });
  const everybody = people.data ?? [];
  return (
    <View asked={asked}>
      {(links) => (
        <div className="beside">
          {links.length === 0 ? (
            <p className="empty">{text.noLinks}</p>
          ) : (
            <LinkTable links={links} people={everybody} />
          )}
          <NewLink people={everybody} />
        </div>
      )}
    </View>
  );
}

interface LinkTableProps {
  readonly links: readonly Schema<'ListedLink'>[];
  readonly people: readonly Schema<'Person'>[];
}

function LinkTable({ links, people }: LinkTableProps) {
  const { commune } = useDesk();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.links}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.person}</th>
            <th scope="col">{text.purpose}</th>
            <th scope="col">{text.expires}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.actions}</th>
          </tr>
        </thead>
        <tbody>
          {links.map(({ id, personId, purpose, expiresAt, end }) => (
            <tr key={id}>
              <th scope="row">{names.get(personId) ?? '…'}</th>
              <td>{text.purposes[purpose]}</td>
              <td>{dayAndTimeText(LANGUAGE, Date.parse(expiresAt), commune.timeZone)}</td>
              <td>
                <StateBadge look={end === null ? 'played' : 'quiet'}>
                  {end === null ? text.linkGood : text.linkEnds[end]}
                </StateBadge>
              </td>
              <td>{end === null ? <TakeBack id={id} name={names.get(personId) ?? ''} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TakeBack({ id, name }: { readonly id: string; readonly name: string }) {
  const act = useAct(() => ask(api.DELETE('/api/v1/links/{id}', { params: { path: { id } } })), ['people']);
  return (
    <>
      <button
        type="button"
        className="plain"
        aria-label={`${text.revokeLink}: ${name}`}
        disabled={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        {text.revokeLink}
      </button>
      <RefusalNote refusal={act.error} />
    </>
  );
}

function NewLink({ people }: Pick<LinkTableProps, 'people'>) {
  const heads = people.filter(
    ({ state, grants }) => state !== 'blocked' && grants.some(({ role }) => role === 'village_head'),
  );
  const [made, setMade] = useState<Schema<'IssuedLink'>>();
  if (heads.length === 0) return null;
  const address = made && `${location.origin}${made.path}`;
  return (
    <div className="stack">
      <EditForm
        title={text.newLink}
        fields={[
          {
            key: 'personId',
            label: text.person,
            kind: 'choice',
            options: heads.map(({ id, name }) => [id, name] as const),
          },
        ]}
        standing={{ values: { personId: heads[0]!.id }, revision: 0 }}
        submit={text.makeLink}
        refreshes={['people']}
        save={({ personId }) =>
          ask(api.POST('/api/v1/people/{id}/village-link', { params: { path: { id: String(personId) } } }))
        }
        onSaved={setMade}
      />
      {made && address !== undefined ? (
        <div className="card side-form" role="status">
          <p>{fill(text.linkMade, { name: people.find(({ id }) => id === made.personId)?.name ?? '' })}</p>
          <QrCode content={address} alt={address} />
          <p className="small">
            <code>{address}</code>
          </p>
          {made.pin === null ? null : <p>{fill(text.linkPin, { pin: made.pin })}</p>}
        </div>
      ) : null}
    </div>
  );
}
