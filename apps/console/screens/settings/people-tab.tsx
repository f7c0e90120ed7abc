// People with their roles: invited, opened one by one.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import type { GIVEN_ROLES } from '#domain';
import { nearTimeText } from '#words';
import { SecondPerson } from '../../parts/second-person';
import { StateBadge, type Look } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { SCREENS, WORDS } from '../../parts/words';
import { usePeople } from './settings-queries';
import { EditForm } from './edit-form';
import { PersonForm } from './person-form';
import { useRoleFields, useRolePlaces } from './role-fields';
import { OneTimeCode } from './one-time-code';

const text = SCREENS.settings;
const LOOKS: Readonly<Record<Schema<'Person'>['state'], Look>> = {
  invited: 'waiting',
  active: 'played',
  blocked: 'trouble',
};

/** What is open beside the table. */
type Open =
  | { readonly kind: 'invite' }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'code'; readonly said: Schema<'InvitedPerson'> };

export function PeopleTab() {
  const asked = usePeople();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <View asked={asked}>
      {(people) => {
        const person = people.find(({ id }) => open?.kind === 'person' && id === open.id);
        return (
          <div className="beside">
            <div className="stack">
              <SecondPerson />
              <Button onClick={() => setOpen({ kind: 'invite' })}>{text.invite}</Button>
              <PersonTable people={people} onOpen={(id) => setOpen({ kind: 'person', id })} />
            </div>
            {open?.kind === 'invite' ? (
              <Invite onInvited={(said) => setOpen({ kind: 'code', said })} onClose={close} />
            ) : null}
            {open?.kind === 'code' ? <OneTimeCode name={open.said.person.name} {...open.said} onClose={close} /> : null}
            {person ? <PersonForm key={person.id} person={person} people={people} onClose={close} /> : null}
          </div>
        );
      }}
    </View>
  );
}

function PersonTable({
  people,
  onOpen,
}: {
  readonly people: readonly Schema<'Person'>[];
  readonly onOpen: (id: string) => void;
}) {
  const { commune } = useDesk();
  const now = useNow(60_000);
  const places = useRolePlaces();
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.tabs.people}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col">{text.roles}</th>
            <th scope="col">{text.lastActive}</th>
            <th scope="col">{text.state}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name, login, grants, lastActiveAt, state }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" className="plain" aria-label={`${name}: ${text.edit}`} onClick={() => onOpen(id)}>
                  {name}
                </button>{' '}
                <span className="muted small">{login}</span>
              </th>
              <td>{grants.map(({ role, villageId }) => `${WORDS.roles[role]} (${places(villageId)})`).join(', ')}</td>
              <td>
                {lastActiveAt === null || now === undefined
                  ? text.never
                  : nearTimeText(Date.parse(lastActiveAt), now, commune.timeZone)}
              </td>
              <td>
                <StateBadge look={LOOKS[state]}>{text.personStates[state]}</StateBadge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Invite({
  onInvited,
  onClose,
}: {
  readonly onInvited: (said: Schema<'InvitedPerson'>) => void;
  readonly onClose: () => void;
}) {
  const { commune } = useDesk();
  const roleFields = useRoleFields();
  return (
    <EditForm
      title={text.invite}
      fields={[
        { key: 'name', label: text.name, kind: 'text' },
        { key: 'login', label: text.login, kind: 'text' },
        ...roleFields,
      ]}
      standing={{ values: { name: '', login: '', role: 'recorder', villageId: '' }, revision: 0 }}
      submit={text.inviteAndCode}
      refreshes={['people']}
      save={(values) =>
        ask(
          api.POST('/api/v1/communes/{id}/people', {
            params: { path: { id: commune.id } },
            body: {
              name: String(values['name']),
              login: String(values['login']),
              role: values['role'] as (typeof GIVEN_ROLES)[number],
              villageId: String(values['villageId']) || null,
            },
          }),
        )
      }
      onSaved={onInvited}
      onClose={onClose}
    />
  );
}
