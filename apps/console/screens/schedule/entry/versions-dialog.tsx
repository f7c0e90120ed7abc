// When somebody else saved the same booking first: both versions side by side, and the person chooses. Nothing is lost before that.
import { Button } from '@mantine/core';
import { api, ask, type Refusal, type Schema } from '#web';
import { fill, timeText } from '#words';
import type { Recurrence } from '#domain';
import { useServerQuery } from '../../../parts/queries';
import { Dialog } from '../../../parts/dialog';
import { View } from '../../../parts/view';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { recurrenceText, startText, placesText } from '../sheet/booking-text';
import { zonesOf, type Schedule } from '../sheet/schedule-data';
import './versions-dialog.css';

const text = SCREENS.schedule;

/** A change that came too late. `apply` saves it over the version that stands now. */
export interface TooLate {
  readonly bookingId: string;
  readonly refusal: Refusal;
  readonly mineText: string;
  readonly apply: (revision: number) => void;
}

export function VersionsDialog({
  late,
  schedule,
  close,
}: {
  readonly late: TooLate;
  readonly schedule: Schedule;
  readonly close: () => void;
}) {
  const { changedBy, changedAt } = (late.refusal.problem ?? {}) as {
    readonly changedBy?: string;
    readonly changedAt?: string;
  };
  const at = changedAt === undefined ? undefined : timeText(Date.parse(changedAt), schedule.timeZone);
  const who = changedBy ?? text.somebody;
  const now = useServerQuery(['bookings', late.bookingId, 'now', late.refusal.problem?.['revision']], () =>
    ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id: late.bookingId } } })),
  );
  return (
    <Dialog shape="wide" close={close} title={text.tooLateTitle}>
      <p role="alert">{fill(text.tooLate, { who, at })}</p>
      <View asked={now}>
        {(booking) => (
          <>
            <div className="versions">
              <section className="card">
                <h3>{fill(text.theirVersion, { who })}</h3>
                <BookingWords booking={booking} schedule={schedule} />
              </section>
              <section className="card">
                <h3>{text.myVersion}</h3>
                <p>{late.mineText}</p>
              </section>
            </div>
            <div className="dialog-acts">
              <Button variant="default" onClick={close} data-autofocus>
                {fill(text.keepTheirs, { who })}
              </Button>
              {booking.state === 'proposed' || booking.state === 'approved' ? (
                <Button variant="default" onClick={() => late.apply(booking.revision)}>
                  {text.saveMine}
                </Button>
              ) : null}
            </div>
          </>
        )}
      </View>
    </Dialog>
  );
}

function BookingWords({ booking, schedule }: { readonly booking: Schema<'Booking'>; readonly schedule: Schedule }) {
  const all = zonesOf(schedule);
  const zones = all.filter(({ id }) => booking.zoneIds.includes(id));
  return (
    <>
      <p>{startText(booking.start, schedule.slots)}</p>
      <p>{recurrenceText(LANGUAGE, booking.recurrence as Recurrence)}</p>
      <p>{placesText(LANGUAGE, zones, all)}</p>
      <p className="small muted">{text.bookingStates[booking.state]}</p>
    </>
  );
}
