// A buổi phát of the next two hours: whether it is ready, and if not, who is missing and why.
import type { Schema } from '#web';
import { fill, listText, timeText } from '#words';
import { StateBadge, type Look } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { Row } from './column';
import { NextLink } from './next-link';

const text = SCREENS.needs;
const LOOKS: Readonly<Record<Schema<'SoonBroadcast'>['state'], Look>> = {
  preparing: 'waiting',
  ready: 'toPlay',
  'not-ready': 'trouble',
  'on-air': 'onAir',
  awaiting: 'waiting',
  played: 'played',
  trouble: 'trouble',
};
/** So many missing poles are named; the board shows all. */
const NAMED = 4;

export function SoonRow({ broadcast }: { readonly broadcast: Schema<'SoonBroadcast'> }) {
  const { commune } = useDesk();
  const { slotName, startsAt, endsAt, titles, state, poles, polesWell, missing, unapproved, next } = broadcast;
  const time = (at: string) => timeText(Date.parse(at), commune.timeZone);
  const title = `${time(startsAt)}–${time(endsAt)} ${slotName}`;
  return (
    <Row
      title={title}
      badge={<StateBadge look={LOOKS[state]}>{text.states[state]}</StateBadge>}
      acts={next ? <NextLink next={next} about={title} /> : null}
    >
      <span>{listText(LANGUAGE, titles)}</span>
      <span className="small">
        {fill(state === 'ready' || state === 'not-ready' ? text.polesReady : text.polesOnAir, {
          well: polesWell,
          of: poles,
        })}
      </span>
      {unapproved.length > 0 ? (
        <span className="small">
          {fill(text.unapproved, {
            titles: listText(
              LANGUAGE,
              unapproved.map((each) => each.title),
            ),
          })}
        </span>
      ) : null}
      {missing.slice(0, NAMED).map(({ controllerId, name, village, cause, since }) => (
        <span className="small" key={controllerId}>
          {fill(text.missing, {
            name,
            village,
            cause: since === null ? text.causes[cause] : fill(text.causes.offlineSince, { at: time(since) }),
          })}
        </span>
      ))}
      {missing.length > NAMED ? (
        <span className="small muted">{fill(text.missingMore, { count: missing.length - NAMED })}</span>
      ) : null}
    </Row>
  );
}
