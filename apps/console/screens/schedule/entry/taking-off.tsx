// How certain the cancel of a broadcast is, as it stands now: which poles may still begin what was cancelled, until when.
import { api, ask } from '#web';
import { takingOffTexts } from '#words';
import { useServerQuery } from '../../../parts/queries';
import { LANGUAGE } from '../../../parts/words';

/** While the drawer is open, what the poles know of it is asked for anew. */
const ASK_EVERY_MS = 5_000;

export function TakingOffNote({
  bookingId,
  timeZone,
  now,
}: {
  readonly bookingId: string;
  readonly timeZone: string;
  readonly now: number;
}) {
  const question = () => ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id: bookingId } } }));
  const { data } = useServerQuery(['bookings', bookingId, 'taking-off'], question, { refetchInterval: ASK_EVERY_MS });
  return (
    <div role="status">
      {takingOffTexts(LANGUAGE, data?.takenOff, now, timeZone).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
