// One broadcast in full: what, where, who stands behind it, what can be done, why it is where it is, its sound, what happened to it.
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, ask } from '#web';
import { dateText, durationText, fill, languageName, listText, timeText } from '#words';
import { localDateOf, type Recurrence } from '#domain';
import { useServerQuery } from '../../../parts/queries';
import { Dialog } from '../../../parts/dialog';
import { SoundPlayer } from '../../../parts/sound-player';
import { StateBadge } from '../../../parts/state-badge';
import { View } from '../../../parts/view';
import { Why } from '../../../parts/why';
import { useHas } from '../../../parts/desk';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { lookOf, stateWords } from './day-list';
import { Acts, type DrawerActs } from './drawer-acts';
import { History } from './drawer-history';
import { stateOf } from '../sheet/entry-state';
import type { RowZone } from '../sheet/rows';
import { placeNames, recurrenceText, startText } from '../sheet/booking-text';
import { bookingOf, zonesOf, type Entry, type Schedule, type ScheduledBooking } from '../sheet/schedule-data';
import { TakingOffNote } from './taking-off';
import './drawer.css';

const text = SCREENS.schedule;

export function EntryDrawer({
  entry,
  schedule,
  now,
  close,
  ...acts
}: DrawerActs & {
  readonly entry: Entry;
  readonly schedule: Schedule;
  readonly now: number;
  readonly close: () => void;
}) {
  const retracts = useHas('operator', 'leader');
  const booking = bookingOf(schedule, entry);
  const state = stateOf(entry, now);
  const at = Date.parse(entry.startsAt);
  const all = zonesOf(schedule);
  const zones = all.filter(({ id }) => entry.air.some(({ zoneId }) => zoneId === id));
  return (
    <Dialog shape="side" close={close} title={entry.title}>
      <div className="drawer">
        <p>
          <StateBadge look={lookOf(state)}>{stateWords(state)}</StateBadge>
        </p>
        {entry.reasonText ? <p>{entry.reasonText}</p> : null}
        {entry.state === 'cancelled' && entry.bookingId !== null ? (
          <TakingOffNote bookingId={entry.bookingId} timeZone={schedule.timeZone} now={now} />
        ) : null}
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
        {booking ? <Acts entry={entry} booking={booking} schedule={schedule} {...acts} /> : null}
        {booking && retracts && state !== 'cancelled' && at <= now ? (
          <Link href={`/retract/${entry.announcementId}?booking=${booking.id}`}>{SCREENS.retract.button}</Link>
        ) : null}
        <Reasons entry={entry} zones={zones} />
        {booking ? (
          <>
            <Sounds bookingId={booking.id} />
            <History bookingId={booking.id} timeZone={schedule.timeZone} />
          </>
        ) : null}
      </div>
    </Dialog>
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
  const asked = useServerQuery(['bookings', bookingId], () =>
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
                <p className="small muted">{languageName(LANGUAGE, language)}</p>
                <SoundPlayer
                  recordingId={recordingId}
                  title={`${announcement.title}, ${languageName(LANGUAGE, language)}`}
                />
              </li>
            ))}
          </ul>
        )}
      </View>
    </section>
  );
}

/** Why it is where it is, in one place after the other. */
function Reasons({ entry, zones }: { readonly entry: Entry; readonly zones: readonly RowZone[] }) {
  const [zoneId, setZoneId] = useState(zones[0]?.id);
  const airing = entry.air.find((each) => each.zoneId === zoneId);
  if (!airing) return null;
  return (
    <section aria-label={text.why}>
      <h3>{text.why}</h3>
      {zones.length > 1 ? (
        <NativeSelect
          label={text.whyWhere}
          value={zoneId}
          onChange={(event) => setZoneId(event.currentTarget.value)}
          data={zones.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Why key={airing.airingId} airingId={airing.airingId} />
    </section>
  );
}
