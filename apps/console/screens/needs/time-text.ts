// Times of what needs somebody, as short as the day allows.
import { nearTimeText } from '#words';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';

/** Only the day of it matters. */
const CLOCK_EVERY_MS = 60_000;

/** Says an instant: `17:14`, and on another day with its date. */
export function useTimeText(): (at: string) => string {
  const { commune } = useDesk();
  const now = useNow(CLOCK_EVERY_MS);
  return (at) => nearTimeText(Date.parse(at), now ?? Date.parse(at), commune.timeZone);
}
