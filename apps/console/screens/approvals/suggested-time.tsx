// The time that the desk suggests: taken by whoever approves, proposed by whoever only prepares.
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { api, ask, type Schema } from '#web';
import { dateText, fill, timeText } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.approvals;

export function SuggestedTime({
  announcement,
  act,
  onTaken,
}: {
  readonly announcement: Schema<'Announcement'>;
  /** Approve it there at once, or hand it to those who may. */
  readonly act: 'take' | 'propose';
  readonly onTaken: () => void;
}) {
  const asked = useServerQuery(['bookings', 'suggested', announcement.id], () =>
    ask(api.GET('/api/v1/announcements/{id}/suggested-time', { params: { path: { id: announcement.id } } })),
  );
  const { commune } = useDesk();
  // What follows is done before the list is asked anew: with the item, this card goes too.
  const take = useAct(
    async (suggestion: Schema<'TimeSuggestion'>) => {
      await (act === 'take' ? taken(announcement, suggestion) : proposed(commune.id, announcement.id, suggestion));
      onTaken();
    },
    ['announcements', 'bookings', 'needs'],
  );
  return (
    <section className="suggestion note info" aria-label={text.suggestion}>
      <h3>{text.suggestion}</h3>
      <View asked={asked}>
        {({ suggestion }) =>
          suggestion ? (
            <>
              <p>
                <strong>{told(suggestion, commune.timeZone)}</strong>
              </p>
              <div className="decision-acts">
                <Link href={`/schedule?announcement=${announcement.id}`}>{text.otherTime}</Link>
                <Button loading={take.isPending} onClick={() => take.mutate(suggestion)}>
                  {act === 'take' ? text.take : text.propose}
                </Button>
              </div>
            </>
          ) : (
            <p>
              {text.noSuggestion} <Link href={`/schedule?announcement=${announcement.id}`}>{text.otherTime}</Link>
            </p>
          )
        }
      </View>
      <RefusalNote refusal={take.error} />
    </section>
  );
}

/** "Sáng, thứ Hai 23/11/2026: 06:15 ở 5 thôn, 06:30 ở 1 thôn." */
function told({ slotName, localDate, times }: Schema<'TimeSuggestion'>, timeZone: string): string {
  const each = times.map(({ startsAt, villages }) =>
    fill(text.suggested, { at: timeText(Date.parse(startsAt), timeZone), count: villages.length }),
  );
  return fill(text.suggestedOn, { slot: slotName, date: dateText(LANGUAGE, localDate), times: each.join(', ') });
}

function taken({ id, digest }: Schema<'Announcement'>, { slotId, localDate }: Schema<'TimeSuggestion'>) {
  return ask(
    api.POST('/api/v1/announcements/{id}/suggested-time', {
      params: { path: { id } },
      body: { digest: digest!, slotId, localDate },
    }),
  );
}

function proposed(communeId: string, announcementId: string, suggestion: Schema<'TimeSuggestion'>) {
  const { slotId, localDate, zoneIds } = suggestion;
  return ask(
    api.POST('/api/v1/communes/{id}/bookings', {
      params: { path: { id: communeId } },
      body: {
        announcementId,
        zoneIds,
        start: { kind: 'slot', slotId },
        recurrence: { kind: 'once', date: localDate },
        repeats: 1,
      },
    }),
  );
}
