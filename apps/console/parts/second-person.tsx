// What asks me to be the second person: a one-time code for somebody who approves, or a role that lets approve. Nothing is shown where nothing asks.
import { api, ask, type Schema } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useDesk } from './desk';
import { useAct, useServerQuery } from './queries';
import { RefusalNote } from './refusal-note';
import { LANGUAGE, SCREENS, WORDS } from './words';

const text = SCREENS.leader;

export function SecondPerson() {
  const { data } = useServerQuery(['waiting'], () => ask(api.GET('/api/v1/me/waiting')));
  return (
    <>
      {data?.items.map((each) => (
        <Waiting key={`${each.personId} ${each.role ?? each.what}`} {...each} />
      ))}
    </>
  );
}

function Waiting({ personId, name, role, byName, from, mayAgree }: Schema<'Waiting'>) {
  const { commune } = useDesk();
  const of = { params: { path: { id: personId } } };
  const agree = useAct(() => ask(api.POST('/api/v1/people/{id}/agreement', of)), ['waiting', 'people']);
  const object = useAct(() => ask(api.POST('/api/v1/people/{id}/objection', of)), ['waiting', 'people']);
  const at = dayAndTimeText(LANGUAGE, Date.parse(from), commune.timeZone);
  const said =
    role === null
      ? fill(text.codeWaits, { who: byName, name })
      : fill(text.roleWaits, { who: byName, name, role: WORDS.roles[role] });
  return (
    <section className="card" aria-label={text.secondAsked}>
      <h2>{text.secondAsked}</h2>
      <p>{said}</p>
      <p>{fill(text.secondUntil, { at })}</p>
      {mayAgree ? (
        <button type="button" className="plain" disabled={agree.isPending} onClick={() => agree.mutate(undefined)}>
          {text.agree}
        </button>
      ) : null}
      <button type="button" className="plain" disabled={object.isPending} onClick={() => object.mutate(undefined)}>
        {text.object}
      </button>
      <RefusalNote refusal={agree.error ?? object.error} />
    </section>
  );
}
