// The keys by which programs act for me: from which session each comes, when it was last used, and ending it.
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.account;

export function Tokens() {
  const { commune } = useDesk();
  const tokens = useServerQuery(['tokens'], () => ask(api.GET('/api/v1/me/tokens')));
  const revoke = useAct(
    (id: string) => ask(api.DELETE('/api/v1/me/tokens/{id}', { params: { path: { id } } })),
    ['tokens'],
  );
  const at = (instant: string) => dayAndTimeText(LANGUAGE, Date.parse(instant), commune.timeZone);
  return (
    <section className="card" aria-label={text.tokens}>
      <h2>{text.tokens}</h2>
      <View asked={tokens} isEmpty={({ items }) => items.length === 0} empty={<p>{text.noTokens}</p>}>
        {({ items }) => (
          <ul className="notices">
            {items.map(({ id, name, createdAt, sessionAt, lastUsedAt, expiresAt, trusted, readsOnly }) => (
              <li key={id}>
                <strong>{name}</strong>
                <span className="small muted">{fill(text.tokenMade, { at: at(createdAt) })}</span>
                {sessionAt === null ? null : (
                  <span className="small muted">{fill(text.tokenSession, { at: at(sessionAt) })}</span>
                )}
                <span className="small muted">
                  {lastUsedAt === null ? text.tokenUnused : fill(text.tokenUsed, { at: at(lastUsedAt) })}
                </span>
                <span className="small muted">{fill(text.tokenEnds, { at: at(expiresAt) })}</span>
                {readsOnly ? <span className="small">{text.tokenReads}</span> : null}
                {trusted ? <span className="small">{text.tokenTrusted}</span> : null}
                <button
                  type="button"
                  className="plain"
                  aria-label={fill(text.endTokenOf, { name })}
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate(id)}
                >
                  {text.endToken}
                </button>
              </li>
            ))}
          </ul>
        )}
      </View>
      <RefusalNote refusal={revoke.error} />
    </section>
  );
}
