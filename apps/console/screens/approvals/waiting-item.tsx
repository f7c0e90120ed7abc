// One announcement that waits for a decision: its sound, its script, the checks and its time, with the bar to decide at the foot.
import { useRef, useState } from 'react';
import type { Schema } from '#web';
import { markText } from '#domain';
import { dayAndTimeText, fill, listText } from '#words';
import type { SoundHandle } from '../../parts/sound-player';
import { useShortcuts } from '../../parts/shortcuts';
import { StateBadge } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { Checks } from './checks';
import { Content } from './content';
import { DecisionBar } from './decision-bar';
import { History } from './history';
import { SuggestedTime } from './suggested-time';

const text = SCREENS.approvals;

export function WaitingItem({
  item,
  onDecided,
  onContentApproved,
}: {
  readonly item: Schema<'WaitingApproval'>;
  readonly onDecided: (sentence: string) => void;
  readonly onContentApproved: () => void;
}) {
  const { announcement, booking, forecast, notForecast, askedBy, verdict } = item;
  const player = useRef<SoundHandle>(null);
  const [heard, setHeard] = useState(false);
  const [note, setNote] = useState('');
  const [atMs, setAtMs] = useState(0);
  useShortcuts({ ' ': () => player.current?.toggle() });
  const mark = () => {
    const at = player.current?.positionMs() ?? 0;
    setAtMs(at);
    setNote((before) => `${before === '' ? '' : `${before}\n`}${markText(at)} `);
  };
  return (
    <article aria-label={announcement.title}>
      <header className="item-head">
        <h2>{announcement.title}</h2>
        <StateBadge look="waiting">{WORDS.announcementStates[announcement.state]}</StateBadge>
        {announcement.messageClass === 'normal' ? null : (
          <StateBadge look="toPlay">{WORDS.messageClasses[announcement.messageClass]}</StateBadge>
        )}
        <span className="muted">{fill(text.askedBy, { name: askedBy })}</span>
      </header>
      <div className="item-body">
        <div className="card">
          <Content announcement={announcement} onPlay={() => setHeard(true)} player={player} />
        </div>
        <div className="card">
          <h3>{text.where}</h3>
          {forecast ? (
            <Starts starts={forecast.starts} villages={item.villages} />
          ) : (
            <p className={notForecast ? 'note pending' : undefined}>
              {notForecast?.detail ?? (booking === null ? text.contentOnly : text.notReady)}
            </p>
          )}
          <Checks announcement={announcement} conflicts={forecast?.conflicts} />
          <History announcementId={announcement.id} />
          {booking === null && verdict === 'not-allowed' ? (
            <SuggestedTime
              announcement={announcement}
              act="propose"
              onTaken={() => onDecided(fill(text.proposed, { title: announcement.title }))}
            />
          ) : null}
        </div>
      </div>
      <DecisionBar
        item={item}
        heard={heard}
        note={note}
        setNote={setNote}
        mark={mark}
        markLabel={fill(text.mark, { at: markText(atMs) })}
        onApproved={() =>
          booking === null ? onContentApproved() : onDecided(fill(text.done, { title: announcement.title }))
        }
        onReturned={() => onDecided(fill(text.returned, { title: announcement.title }))}
      />
    </article>
  );
}

/** When it would sound: the first times in words, the rest counted. */
function Starts({
  starts,
  villages,
}: {
  readonly starts: readonly Schema<'PreviewedStart'>[];
  readonly villages: readonly string[];
}) {
  const { commune } = useDesk();
  const times = [...new Set(starts.map(({ startsAt }) => startsAt))].sort();
  const places = listText(LANGUAGE, villages);
  return (
    <>
      {times.slice(0, 3).map((at) => (
        <p key={at}>{fill(text.startIn, { at: dayAndTimeText(LANGUAGE, Date.parse(at), commune.timeZone), places })}</p>
      ))}
      {times.length > 3 ? <p className="muted">{fill(text.moreStarts, { count: times.length - 3 })}</p> : null}
    </>
  );
}
