// "Duyệt": what waits on the left, the chosen item on the right. After each decision the next one opens.
import { useState, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, ask, type Schema } from '#web';
import { fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { useShortcuts } from '../../parts/shortcuts';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { Decided } from './decided';
import { WaitingItem } from './waiting-item';
import './approvals.css';

const text = SCREENS.approvals;

export default function Review() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  const waiting = useServerQuery(['announcements', 'waiting', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/waiting-approvals', { params: { path } })),
  );
  return (
    <>
      <h1>{SCREENS.shell.screens.review}</h1>
      <View asked={waiting}>{({ items }) => <Desk items={items} />}</View>
    </>
  );
}

function Desk({ items }: { readonly items: readonly Schema<'WaitingApproval'>[] }) {
  const params = useParams<{ announcementId?: string }>();
  const [, go] = useLocation();
  const [said, setSaid] = useState<ReactNode>('');
  // Whoever comes without a choice finds what waits longest already open.
  const announcementId = params.announcementId ?? items[0]?.announcement.id;
  const index = items.findIndex((item) => item.announcement.id === announcementId);
  const open = (item: Schema<'WaitingApproval'> | undefined) =>
    go(item ? `/approvals/${item.announcement.id}` : '/approvals');
  const following = items[index + 1] ?? items.find((_, each) => each !== index);
  useShortcuts({
    j: () => items.length > 0 && open(items[Math.min(index + 1, items.length - 1)]),
    k: () => items.length > 0 && open(items[Math.max(index - 1, 0)]),
  });
  const item = items[index];
  const decided = (sentence: string) => {
    setSaid(sentence);
    open(following);
  };
  return (
    <div className="review-desk">
      <section className="waiting-list" aria-label={text.list}>
        <h2>
          {text.list} <span className="muted">{items.length}</span>
        </h2>
        <p className="small muted">{text.keys}</p>
        {items.length === 0 ? <p>{text.nothing}</p> : null}
        <ul>
          {items.map(({ id, announcement, askedBy }) => (
            <li key={id}>
              <Link
                href={`/approvals/${announcement.id}`}
                aria-current={announcement.id === announcementId ? 'true' : undefined}
              >
                <strong>{announcement.title}</strong>
                <span className="small">{fill(text.askedBy, { name: askedBy })}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <div className="review-item">
        <p role="status" className={said === '' ? undefined : 'note info'}>
          {said}
        </p>
        {item ? (
          <WaitingItem
            key={`${item.id} ${item.digest}`}
            item={item}
            onDecided={decided}
            onContentApproved={() => setSaid(fill(text.done, { title: item.announcement.title }))}
          />
        ) : announcementId ? (
          <Decided
            key={announcementId}
            announcementId={announcementId}
            onDone={decided}
            onLater={() => open(items[0])}
          />
        ) : null}
      </div>
    </div>
  );
}
