// An announcement on which nothing is left to decide here: who did what, the note with which it was sent back, and its time if it has none yet.
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useSearch } from 'wouter';
import { api, ask, type Schema } from '#web';
import { partsOfNote } from '#domain';
import { fill } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { useShortcuts } from '../../parts/shortcuts';
import type { SoundHandle } from '../../parts/sound-player';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk, useHas } from '../../parts/desk';
import { SCREENS, WORDS } from '../../parts/words';
import { Content } from './content';
import { History } from './history';
import { SignReview } from './sign-review';
import { SuggestedTime } from './suggested-time';

const text = SCREENS.approvals;

export function Decided({
  announcementId,
  onDone,
  onLater,
}: {
  readonly announcementId: string;
  readonly onDone: (sentence: string) => void;
  readonly onLater: () => void;
}) {
  const asked = useServerQuery(['announcements', announcementId], () =>
    ask(api.GET('/api/v1/announcements/{id}', { params: { path: { id: announcementId } } })),
  );
  return (
    <View asked={asked}>
      {(announcement) => <Told announcement={announcement} onDone={onDone} onLater={onLater} />}
    </View>
  );
}

function Told({
  announcement,
  onDone,
  onLater,
}: {
  readonly announcement: Schema<'Announcement'>;
  readonly onDone: (sentence: string) => void;
  readonly onLater: () => void;
}) {
  const { id, title, state, note, createdBy, recordings } = announcement;
  const { me } = useDesk();
  const operates = useHas('operator');
  const player = useRef<SoundHandle>(null);
  const reviewId = new URLSearchParams(useSearch()).get('sign');
  const booked = useServerQuery(['bookings', 'suggested', id], () =>
    ask(api.GET('/api/v1/announcements/{id}/suggested-time', { params: { path: { id } } })),
  );
  const takes = booked.data?.suggestion?.may === 'ok';
  const needsTime = state === 'approved' && booked.data?.suggestion && (takes || operates);
  const submit = useAct(
    () => ask(api.POST('/api/v1/announcements/{id}/submit', { params: { path: { id } } })),
    ['announcements', 'needs'],
  );
  useShortcuts({ ' ': () => player.current?.toggle() });
  const durationMs = Math.max(0, ...recordings.map(({ rendition }) => rendition?.durationMs ?? 0));
  return (
    <article aria-label={title}>
      <header className="item-head">
        <h2>{title}</h2>
        <StateBadge look={state === 'approved' ? 'played' : 'waiting'}>{WORDS.announcementStates[state]}</StateBadge>
      </header>
      {needsTime ? (
        <>
          <SuggestedTime
            announcement={announcement}
            act={takes ? 'take' : 'propose'}
            onTaken={() => onDone(fill(takes ? text.done : text.proposed, { title }))}
          />
          <Button variant="default" onClick={onLater}>
            {text.later}
          </Button>
        </>
      ) : null}
      {reviewId === null ? null : <SignReview reviewId={reviewId} onSigned={() => onDone(text.signed)} />}
      {note === null ? null : (
        <section className="note pending" aria-label={text.noteWas}>
          <h3>{text.noteWas}</h3>
          <p>
            {partsOfNote(note, durationMs).map(({ text: words, atMs }, index) =>
              atMs === null ? (
                words
              ) : (
                <button
                  key={index}
                  type="button"
                  className="plain"
                  aria-label={`${words} ${fill(text.marked, { at: words })}`}
                  onClick={() => player.current?.seek(atMs)}
                >
                  {words}
                </button>
              ),
            )}
          </p>
          {createdBy === me.personId && state !== 'approved' && state !== 'submitted' ? (
            <Button loading={submit.isPending} onClick={() => submit.mutate(undefined)}>
              {text.resubmit}
            </Button>
          ) : null}
          <RefusalNote refusal={submit.error} />
        </section>
      )}
      <div className="item-body">
        <div className="card">
          <Content announcement={announcement} player={player} />
        </div>
        <div className="card">
          <History announcementId={id} />
        </div>
      </div>
    </article>
  );
}
