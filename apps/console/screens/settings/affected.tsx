// Who is affected, before anything is saved: the server makes both plans and tells the difference.
import { useEffect, useState } from 'react';
import { api, ask, type Schema } from '#web';
import { dayAndTimeText, fill, listText } from '#words';
import { useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.settings;
/** Whoever still types is not asked about. */
const PAUSE_MS = 400;

export type ChangeInMind = Schema<'ChangeInMind'>;

export function Affected({ change }: { readonly change: ChangeInMind }) {
  const { commune } = useDesk();
  const asked = usePaused(JSON.stringify(change));
  const { data } = useServerQuery(
    ['places', 'affected', commune.id, asked],
    () =>
      ask(
        api.POST('/api/v1/communes/{id}/consequences', {
          params: { path: { id: commune.id } },
          body: JSON.parse(asked!) as ChangeInMind,
        }),
      ),
    { enabled: asked !== undefined },
  );
  if (!data) return null;
  const { lost, moved, silentZones } = data;
  return (
    <div className={`note ${lost.length > 0 ? 'pending' : 'info'}`} role="status">
      {lost.length + moved.length === 0 ? <p>{text.affectedNone}</p> : null}
      {silentZones.length > 0 ? <p>{fill(text.affectedSilent, { zones: listText(LANGUAGE, silentZones) })}</p> : null}
      <Concerned heading={text.affectedLost} bookings={lost} />
      <Concerned heading={text.affectedMoved} bookings={moved} />
    </div>
  );
}

function Concerned({
  heading,
  bookings,
}: {
  readonly heading: string;
  readonly bookings: readonly Schema<'ConcernedBooking'>[];
}) {
  const { commune } = useDesk();
  if (bookings.length === 0) return null;
  return (
    <>
      <p>{fill(heading, { count: bookings.length })}</p>
      <ul>
        {bookings.map(({ bookingId, title, firstStartsAt, starts }) => (
          <li key={bookingId}>
            {fill(text.affectedLine, {
              title,
              at: dayAndTimeText(LANGUAGE, Date.parse(firstStartsAt), commune.timeZone),
              count: starts,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The value once it has rested for a moment. */
function usePaused(value: string): string | undefined {
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
