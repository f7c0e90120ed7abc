// Where I am signed in: which browser, since when, last used, how I came in; ending one, or all but this.
import { Button } from '@mantine/core';
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.account;

export function Sessions() {
  const { commune } = useDesk();
  const sessions = useServerQuery(['sessions'], () => ask(api.GET('/api/v1/me/sessions')));
  const end = useAct(
    (id: string) => ask(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    ['sessions'],
  );
  const endOthers = useAct(() => ask(api.DELETE('/api/v1/me/sessions')), ['sessions']);
  const at = (instant: string) => dayAndTimeText(LANGUAGE, Date.parse(instant), commune.timeZone);
  return (
    <section className="card" aria-label={text.sessions}>
      <h2>{text.sessions}</h2>
      <View asked={sessions}>
        {({ items }) => (
          <>
            <ul className="notices">
              {items.map(({ id, browser, address, createdAt, lastUsedAt, strength, isThis }) => {
                const name = browser ?? text.unknownBrowser;
                return (
                  <li key={id}>
                    <strong>{isThis ? fill(text.thisSession, { name }) : name}</strong>
                    <span className="small muted">
                      {fill(strength === 'password' ? text.cameByPassword : text.cameByPhone, { at: at(createdAt) })}
                    </span>
                    {lastUsedAt === null ? null : (
                      <span className="small muted">{fill(text.tokenUsed, { at: at(lastUsedAt) })}</span>
                    )}
                    {address === null ? null : (
                      <span className="small muted">{fill(text.fromAddress, { address })}</span>
                    )}
                    {isThis ? null : (
                      <button
                        type="button"
                        className="plain"
                        aria-label={fill(text.endSessionOf, { name })}
                        disabled={end.isPending}
                        onClick={() => end.mutate(id)}
                      >
                        {text.endSession}
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
            {items.length > 1 ? (
              <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
                {text.endOthers}
              </Button>
            ) : null}
          </>
        )}
      </View>
      <RefusalNote refusal={end.error ?? endOthers.error} />
    </section>
  );
}
