// One person: name, roles by place, a new code, signing out, blocking, handing over.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import type { GIVEN_ROLES } from '#domain';
import { fill } from '#words';
import { useAct } from '../../parts/queries';
import { useNow } from '../../parts/server-clock';
import { RefusalNote } from '../../parts/refusal-note';
import { SCREENS, WORDS } from '../../parts/words';
import { ifMatch } from './settings-queries';
import { Confirm } from './confirm';
import { EditForm } from './edit-form';
import { FormField } from './fields';
import { useRoleFields, useRolePlaces } from './role-fields';
import { OneTimeCode } from './one-time-code';

const text = SCREENS.settings;

interface PersonProps {
  readonly person: Schema<'Person'>;
}

export function PersonForm({
  person,
  people,
  onClose,
}: PersonProps & { readonly people: readonly Schema<'Person'>[]; readonly onClose: () => void }) {
  const { id, name, login, revision } = person;
  return (
    <div className="stack">
      <EditForm
        title={name}
        fields={[
          { key: 'name', label: text.name, kind: 'text' },
          { key: 'login', label: text.login, kind: 'text' },
        ]}
        standing={{ values: { name, login }, revision }}
        refreshes={['people']}
        save={(values, from) =>
          ask(
            api.PATCH('/api/v1/people/{id}', {
              params: { path: { id }, header: ifMatch(from) },
              body: { name: String(values['name']), login: String(values['login']) },
            }),
          )
        }
        onClose={onClose}
      />
      <RolesOf person={person} />
      <AccountOf person={person} people={people} />
    </div>
  );
}

function RolesOf({ person }: PersonProps) {
  const places = useRolePlaces();
  const now = useNow(60_000);
  const fields = useRoleFields();
  return (
    <section className="card side-form" aria-label={`${text.roles}: ${person.name}`}>
      <h3>{text.roles}</h3>
      <ul className="bare">
        {person.grants.map(({ id, role, villageId, from }) => (
          <li key={id} className="row">
            <span>
              {WORDS.roles[role]} · {places(villageId)}
              {from !== null && now !== undefined && Date.parse(from) > now ? ` · ${text.roleWaits}` : null}
            </span>
            <Revoke grantId={id} role={WORDS.roles[role]} />
          </li>
        ))}
      </ul>
      <EditFormOfRole person={person} fields={fields} />
    </section>
  );
}

function Revoke({ grantId, role }: { readonly grantId: string; readonly role: string }) {
  const act = useAct(() => ask(api.DELETE('/api/v1/grants/{id}', { params: { path: { id: grantId } } })), ['people']);
  const word = fill(text.revokeRole, { role });
  return (
    <>
      <button type="button" className="plain" disabled={act.isPending} onClick={() => act.mutate(undefined)}>
        {word}
      </button>
      <RefusalNote refusal={act.error} />
    </>
  );
}

function EditFormOfRole({ person, fields }: PersonProps & { readonly fields: ReturnType<typeof useRoleFields> }) {
  const [wish, setWish] = useState<Readonly<Record<string, string>>>({ role: 'recorder', villageId: '' });
  const act = useAct(
    () =>
      ask(
        api.POST('/api/v1/people/{id}/grants', {
          params: { path: { id: person.id } },
          body: { role: wish['role'] as (typeof GIVEN_ROLES)[number], villageId: wish['villageId'] || null },
        }),
      ),
    ['people'],
  );
  return (
    <>
      {fields.map((field) => (
        <FormField
          key={field.key}
          field={field}
          value={wish[field.key] ?? ''}
          fault={act.error?.problem?.errors?.find(({ pointer }) => pointer === `/${field.key}`)?.detail}
          onChange={(value) => setWish({ ...wish, [field.key]: String(value) })}
        />
      ))}
      {act.error?.problem?.errors ? null : <RefusalNote refusal={act.error} />}
      <Button variant="default" loading={act.isPending} onClick={() => act.mutate(undefined)}>
        {text.grantRole}
      </Button>
    </>
  );
}

function AccountOf({ person, people }: PersonProps & { readonly people: readonly Schema<'Person'>[] }) {
  const { id, name, state } = person;
  const of = { params: { path: { id } } };
  const code = useAct(() => ask(api.POST('/api/v1/people/{id}/codes', of)), ['people']);
  const signOut = useAct(() => ask(api.POST('/api/v1/people/{id}/sign-out', of)), ['people']);
  const block = useAct(() => ask(api.POST('/api/v1/people/{id}/block', of)), ['people']);
  const unblock = useAct(() => ask(api.POST('/api/v1/people/{id}/unblock', of)), ['people']);
  const others = people.filter((other) => other.id !== id && other.state !== 'blocked');
  const [toPersonId, setTo] = useState(others[0]?.id ?? '');
  const acts = [
    ...(state === 'blocked'
      ? [{ word: text.unblock, act: unblock }]
      : [
          { word: text.newPersonCode, act: code },
          { word: text.signOutEverywhere, act: signOut },
          { word: text.block, act: block },
        ]),
  ];
  return (
    <section className="card side-form" aria-label={`${text.state}: ${name}`}>
      <h3>{text.personStates[state]}</h3>
      <div className="row">
        {acts.map(({ word, act }) => (
          <Button key={word} variant="default" loading={act.isPending} onClick={() => act.mutate(undefined)}>
            {word}
          </Button>
        ))}
      </div>
      {[code, signOut, block, unblock].map((act, index) => (
        <RefusalNote key={index} refusal={act.error} />
      ))}
      {signOut.isSuccess ? <p role="status">✓ {text.saved}</p> : null}
      {code.data ? <OneTimeCode name={name} {...code.data} /> : null}
      {person.secondFactor ? (
        <Confirm
          act={text.resetSecondFactor}
          about={name}
          title={fill(text.resetSecondFactorTitle, { name })}
          warning={text.resetSecondFactorWarning}
          refreshes={['people']}
          run={() => ask(api.DELETE('/api/v1/people/{id}/second-factor', of))}
        />
      ) : null}
      {state === 'blocked' || others.length === 0 ? null : (
        <div className="row">
          <FormField
            field={{
              key: 'toPersonId',
              label: text.handOverTo,
              kind: 'choice',
              options: others.map((other) => [other.id, other.name] as const),
            }}
            value={toPersonId}
            fault={undefined}
            onChange={(value) => setTo(String(value))}
          />
          <Confirm
            act={text.handOver}
            about={name}
            title={fill(text.handOverTitle, { name })}
            warning={fill(text.handOverWarning, { name })}
            refreshes={['people']}
            run={() => ask(api.POST('/api/v1/people/{id}/hand-over', { ...of, body: { toPersonId } }))}
          />
        </div>
      )}
    </section>
  );
}
