// What I am told, newest first, to be marked as read.
import { Button } from '@mantine/core';
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.account;

export function Notices() {
  const { commune } = useDesk();
  const notices = useServerQuery(['notices'], () => ask(api.GET('/api/v1/me/notices')));
  const read = useAct(
    async (ids: readonly string[]) => {
      for (const id of ids) await ask(api.POST('/api/v1/me/notices/{id}/read', { params: { path: { id } } }));
    },
    ['notices', 'needs'],
  );
  return (
    <section aria-label={text.notices}>
      <h2>{text.notices}</h2>
      <View asked={notices} isEmpty={({ items }) => items.length === 0} empty={<p>{text.noNotices}</p>}>
        {({ items }) => {
          const unread = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
          return (
            <>
              {unread.length > 1 ? (
                <Button variant="default" loading={read.isPending} onClick={() => read.mutate(unread)}>
                  {text.markAll}
                </Button>
              ) : null}
              <ul className="notices">
                {items.map(({ id, detail, at, readAt }) => (
                  <li key={id} className={readAt === null ? 'card unread' : 'card'}>
                    <span>{detail}</span>
                    <span className="small muted">{dayAndTimeText(LANGUAGE, Date.parse(at), commune.timeZone)}</span>
                    {readAt === null ? (
                      <button
                        type="button"
                        className="plain"
                        aria-label={fill(text.markReadOf, { notice: detail })}
                        disabled={read.isPending}
                        onClick={() => read.mutate([id])}
                      >
                        {text.markRead}
                      </button>
                    ) : null}
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </View>
      <RefusalNote refusal={read.error} />
    </section>
  );
}
