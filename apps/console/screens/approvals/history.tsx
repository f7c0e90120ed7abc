// Who did what with an announcement and its bookings, and when.
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';

const text = SCREENS.approvals;

export function History({ announcementId }: { readonly announcementId: string }) {
  const { commune } = useDesk();
  const asked = useServerQuery(['announcements', announcementId, 'history'], () =>
    ask(api.GET('/api/v1/announcements/{id}/history', { params: { path: { id: announcementId } } })),
  );
  return (
    <section aria-label={text.history}>
      <h3>{text.history}</h3>
      <View asked={asked}>
        {({ items }) => (
          <ol className="history">
            {items.map(({ at, kind, by, note }, index) => (
              <li key={index}>
                <span className="small muted">
                  {fill(text.historyLine, {
                    at: dayAndTimeText(LANGUAGE, Date.parse(at), commune.timeZone),
                    who: by ?? text.nobody,
                  })}
                </span>
                <br />
                {WORDS.events[kind]} {note}
              </li>
            ))}
          </ol>
        )}
      </View>
    </section>
  );
}
