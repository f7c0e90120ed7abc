// Something that waits for the word of a person: an approval, a signature, a second person, a correction of one's own.
import type { Schema } from '#web';
import { dayAndTimeText, fill } from '#words';
import { StateBadge } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { Row } from './column';
import { useTimeText } from './time-text';
import { NextLink } from './next-link';

const text = SCREENS.needs;

export function WaitingRow({ need }: { readonly need: Schema<'WaitingNeed'> }) {
  const { commune } = useDesk();
  const near = useTimeText();
  const when = (at: string) => dayAndTimeText(LANGUAGE, Date.parse(at), commune.timeZone);
  const kind = text.kinds[need.kind === 'sign' ? need.subject : need.kind];
  return (
    <Row
      title={need.title}
      badge={<StateBadge look={need.kind === 'emergency-asks' ? 'trouble' : 'waiting'}>{kind}</StateBadge>}
      acts={<NextLink next={need.next} about={need.title} />}
    >
      {'by' in need ? <span className="small">{fill(text.by, { name: need.by })}</span> : null}
      {need.kind === 'approval' ? (
        <>
          <span className="small">
            {need.firstStartsAt === null ? text.noTime : fill(text.firstStart, { at: when(need.firstStartsAt) })}
            {need.messageClass === 'normal' ? null : ` · ${WORDS.messageClasses[need.messageClass]}`}
          </span>
          {need.may === 'ok' ? null : <span className="small muted">{text.mayNot[need.may]}</span>}
        </>
      ) : null}
      {need.kind === 'fix' && need.note !== null ? <span className="small">{need.note}</span> : null}
      <span className="small muted">
        {need.kind === 'sign' ? fill(text.due, { at: when(need.dueBy) }) : fill(text.waits, { at: near(need.since) })}
      </span>
    </Row>
  );
}
