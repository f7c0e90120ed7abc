// What happened to a booking, in the order in which it happened.
import { api, ask } from '#web';
import { dateText, timeText } from '#words';
import { localDateOf } from '#domain';
import { useServerQuery } from '../../../parts/queries';
import { View } from '../../../parts/view';
import { LANGUAGE, SCREENS } from '../../../parts/words';

const text = SCREENS.schedule;

export function History({ bookingId, timeZone }: { readonly bookingId: string; readonly timeZone: string }) {
  const asked = useServerQuery(['bookings', bookingId, 'history'], () =>
    ask(api.GET('/api/v1/bookings/{id}/history', { params: { path: { id: bookingId } } })),
  );
  return (
    <section aria-label={text.history}>
      <h3>{text.history}</h3>
      <View asked={asked}>
        {({ items }) => (
          <ol className="plain-list">
            {items.map(({ sequence, at, who, text: said, reason }) => (
              <li key={sequence}>
                <span className="small muted">
                  {timeText(Date.parse(at), timeZone)} {dateText(LANGUAGE, localDateOf(Date.parse(at), timeZone))}
                  {who === null ? '' : ` · ${who}`}
                </span>
                <br />
                {said} {reason ?? ''}
              </li>
            ))}
          </ol>
        )}
      </View>
    </section>
  );
}
