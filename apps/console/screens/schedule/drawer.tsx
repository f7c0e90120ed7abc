// One broadcast in full: what, where, its sound in one press, who stands behind it, what happened to it, and what can be done.
import { Button, Drawer, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Refusal, type Schema } from '#client';
import { dateText, durationText, fill, listText, timeText } from '#words';
import { localDateOf, type Recurrence } from '#domain';
import { useAct, useAsked } from '../../parts/asked';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk, useHas } from '../../shell/desk';
import { LANGUAGE, SCREENS } from '../../shell/words';
import { lookOf, stateWords } from './day-list';
import { stateOf } from './looks';
import { placeNames, recurrenceText, startText } from './says';
import { bookingOf, isMovable, zonesOf, type Entry, type Schedule, type ScheduledBooking } from './schedule-data';

const text = SCREENS.schedule;

type Ending = 'this' | 'all' | 'decline';

export function EntryDrawer({
  entry,
  schedule,
  now,
  move,
  ended,
  late,
  close,
}: {
  readonly entry: Entry;
  readonly schedule: Schedule;
  readonly now: number;
  readonly move: () => void;
  readonly ended: (said: string) => void;
  /** Somebody was quicker. */
  readonly late: (refusal: Refusal, said: string, again: (revision: number) => void) => void;
  readonly close: () => void;
}) {
  const booking = bookingOf(schedule, entry);
  const state = stateOf(entry, now);
  const at = Date.parse(entry.startsAt);
  const all = zonesOf(schedule);
  const zones = all.filter(({ id }) => entry.air.some(({ zoneId }) => zoneId === id));
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="md"
      title={entry.title}
      closeButtonProps={{ 'aria-label': SCREENS.shell.close }}
    >
      <div className="drawer">
        <p>
          <StateBadge look={lookOf(state)}>{stateWords(state)}</StateBadge>
        </p>
        {entry.reasonText ? <p>{entry.reasonText}</p> : null}
        <dl>
          <dt>{text.when}</dt>
          <dd>
            {timeText(at, schedule.timeZone)} {dateText(LANGUAGE, localDateOf(at, schedule.timeZone))}
            <br />
            <span className="small muted">
              {entry.slotName} · {durationText(LANGUAGE, Date.parse(entry.endsAt) - at)}
            </span>
          </dd>
          <dt>{text.where}</dt>
          <dd>{listText(LANGUAGE, placeNames(zones, all))}</dd>
          <dt>{text.messageClass}</dt>
          <dd>{text.classes[entry.messageClass]}</dd>
          {booking ? <BookingFacts booking={booking} schedule={schedule} /> : null}
        </dl>
        {booking ? (
          <>
            <Sounds bookingId={booking.id} />
            <Acts entry={entry} booking={booking} schedule={schedule} move={move} ended={ended} late={late} />
            <History bookingId={booking.id} timeZone={schedule.timeZone} />
          </>
        ) : null}
      </div>
    </Drawer>
  );
}

function BookingFacts({ booking, schedule }: { readonly booking: ScheduledBooking; readonly schedule: Schedule }) {
  const { createdBy, approvedBy, approvedAt, lateReason, repeats } = booking;
  const at = approvedAt === null ? undefined : Date.parse(approvedAt);
  return (
    <>
      <dt>{text.days}</dt>
      <dd>
        {recurrenceText(LANGUAGE, booking.recurrence as Recurrence)}
        <br />
        <span className="small muted">{startText(booking.start, schedule.slots)}</span>
      </dd>
      {repeats > 1 ? (
        <>
          <dt>{text.repeats}</dt>
          <dd>{repeats}</dd>
        </>
      ) : null}
      {booking.cancelledDates.length > 0 ? (
        <>
          <dt>{text.takenOut}</dt>
          <dd>
            {listText(
              LANGUAGE,
              booking.cancelledDates.map((date) => dateText(LANGUAGE, date)),
            )}
          </dd>
        </>
      ) : null}
      <dt>{text.proposedBy}</dt>
      <dd>{createdBy ?? '–'}</dd>
      <dt>{text.approval}</dt>
      <dd>
        {at === undefined
          ? text.notApproved
          : fill(text.approvedBy, {
              who: approvedBy ?? text.somebody,
              at: `${timeText(at, schedule.timeZone)} ${dateText(LANGUAGE, localDateOf(at, schedule.timeZone))}`,
            })}
      </dd>
      {lateReason ? (
        <>
          <dt>{text.lateReason}</dt>
          <dd>{lateReason}</dd>
        </>
      ) : null}
    </>
  );
}

function Sounds({ bookingId }: { readonly bookingId: string }) {
  const asked = useAsked(['bookings', bookingId], () =>
    ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id: bookingId } } })),
  );
  return (
    <section aria-label={text.sound}>
      <h3>{text.sound}</h3>
      <View asked={asked}>
        {({ announcement }) => (
          <ul className="plain-list">
            {announcement.versions.map(({ language, recordingId }) => (
              <li key={recordingId}>
                <span className="small muted">{languageName(language)}</span>
                <audio
                  controls
                  preload="none"
                  aria-label={`${announcement.title} ${languageName(language)}`}
                  src={`/api/v1/recordings/${recordingId}/sound`}
                />
              </li>
            ))}
          </ul>
        )}
      </View>
    </section>
  );
}

function languageName(tag: string): string {
  return new Intl.DisplayNames([LANGUAGE], { type: 'language' }).of(tag) ?? tag;
}

function Acts({
  entry,
  booking,
  schedule,
  move,
  ended,
  late,
}: Pick<Parameters<typeof EntryDrawer>[0], 'entry' | 'schedule' | 'move' | 'ended' | 'late'> & {
  readonly booking: ScheduledBooking;
}) {
  const [ending, setEnding] = useState<Ending>();
  const [reason, setReason] = useState('');
  const { me } = useDesk();
  const approves = useHas('leader', 'deputy');
  const act = useAct<{ readonly kind: Ending; readonly revision: number }, Schema<'Booking'>>(
    ({ kind, revision }) => end(booking.id, kind, entry.localDate, reason.trim(), revision),
    ['rundowns', 'bookings', 'announcements', 'needs'],
  );
  const open = booking.state === 'proposed' || booking.state === 'approved';
  const series = booking.recurrence.kind !== 'once';
  const send = (kind: Ending, revision: number) =>
    act.mutate(
      { kind, revision },
      {
        onSuccess: () =>
          ended(fill(text.endedAs[kind], { title: entry.title, day: dateText(LANGUAGE, entry.localDate) })),
        onError: (refusal) => {
          if (refusal.code === 'edited-meanwhile')
            late(refusal, fill(text.endings[kind], {}), (current) => send(kind, current));
        },
      },
    );
  if (!open) return <p className="small muted">{text.bookingStates[booking.state]}</p>;
  if (ending) {
    return (
      <form
        className="dialog-form card"
        onSubmit={(event) => {
          event.preventDefault();
          send(ending, booking.revision);
        }}
      >
        <Textarea
          label={`${text.endings[ending]}. ${text.reason}`}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="choices">
          {text.usualReasons.split('|').map((each) => (
            <button key={each} type="button" className="choice" onClick={() => setReason(each)}>
              {each}
            </button>
          ))}
        </div>
        <RefusalNote refusal={act.error?.code === 'edited-meanwhile' ? null : act.error} />
        <div className="dialog-acts">
          <Button type="submit" loading={act.isPending} disabled={reason.trim() === ''}>
            {text.endings[ending]}
          </Button>
          <Button variant="default" onClick={() => setEnding(undefined)}>
            {SCREENS.shell.cancel}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="drawer-acts">
      {isMovable(schedule, entry) ? <Button onClick={move}>{text.move}</Button> : null}
      {series && (entry.state === 'held' || entry.state === 'planned') ? (
        <Button variant="default" onClick={() => setEnding('this')}>
          {text.endings.this}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => setEnding('all')}>
        {series ? text.endings.all : text.endSingle}
      </Button>
      {booking.state === 'proposed' && approves && booking.createdBy !== me.name ? (
        <Button variant="default" onClick={() => setEnding('decline')}>
          {text.endings.decline}
        </Button>
      ) : null}
    </div>
  );
}

function end(id: string, kind: Ending, date: string, reason: string, revision: number): Promise<Schema<'Booking'>> {
  const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
  if (kind === 'this') return ask(api.POST('/api/v1/bookings/{id}/cancelled-days', { params, body: { date, reason } }));
  if (kind === 'all') return ask(api.POST('/api/v1/bookings/{id}/cancel', { params, body: { reason } }));
  return ask(api.POST('/api/v1/bookings/{id}/decline', { params, body: { reason } }));
}

function History({ bookingId, timeZone }: { readonly bookingId: string; readonly timeZone: string }) {
  const asked = useAsked(['bookings', bookingId, 'history'], () =>
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
