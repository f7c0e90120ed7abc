// A new booking: what, where, when, how often; with everything the server would say before it is saved.
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Refusal, type Schema } from '#web';
import { dateText, durationText, fill, timeText } from '#words';
import { localDateOf, type BookedStart, type Recurrence } from '#domain';
import { useAct, useServerQuery } from '../../../parts/queries';
import { Dialog } from '../../../parts/dialog';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { useDesk, useHas } from '../../../parts/desk';
import { Conflicts } from './conflicts';
import { PlacesPicker } from './places-picker';
import type { Schedule, Unbooked } from '../sheet/schedule-data';
import { useDryRun } from './use-dry-run';
import { checkRequest } from '../moving/use-moving';
import { DaysBuilder, StartPicker } from './when-picker';

const text = SCREENS.schedule;
/** Starts that are listed before the rest is counted. */
const TOLD_STARTS = 5;

/** What the dialog begins with. */
export interface Draft {
  readonly announcementId: string | undefined;
  readonly zoneIds: readonly string[];
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
}

export function BookingDialog({
  draft,
  schedule,
  unbooked,
  saved,
  close,
}: {
  readonly draft: Draft;
  readonly schedule: Schedule;
  readonly unbooked: readonly Unbooked[];
  readonly saved: (booking: Schema<'Booking'>) => void;
  readonly close: () => void;
}) {
  const { commune } = useDesk();
  const decidesOrder = useHas('operator');
  const [announcementId, setAnnouncementId] = useState(draft.announcementId ?? unbooked[0]?.id ?? '');
  const [zoneIds, setZoneIds] = useState(draft.zoneIds);
  const [start, setStart] = useState(draft.start);
  const [recurrence, setRecurrence] = useState(draft.recurrence);
  const [repeats, setRepeats] = useState(1);
  const [lateReason, setLateReason] = useState('');
  const [replaces, setReplaces] = useState<readonly string[]>([]);
  const [order, setOrder] = useState<'before' | 'after'>();
  const chosen = unbooked.find(({ id }) => id === announcementId);
  const [meantTwice, setMeantTwice] = useState<string>();
  const wish: Schema<'BookingRequest'> = {
    announcementId,
    zoneIds: [...zoneIds],
    start,
    recurrence: recurrence as Schema<'RequestedRecurrence'>,
    repeats,
    ...(lateReason.trim() !== '' && { lateReason: lateReason.trim() }),
    ...(replaces.length > 0 && { replaces: [...replaces] }),
    ...(order && { order }),
  };
  // Said of this wish; what is changed is another one, and asked about anew.
  const isMeantTwice = meantTwice === JSON.stringify(wish);
  const request = isMeantTwice ? { ...wish, duplicateOk: true } : wish;
  const complete = announcementId !== '' && zoneIds.length > 0;
  // Who would give way is told to the dry run as well, and only counts when it is saved.
  const verdict = useDryRun(complete ? JSON.stringify(request) : undefined, (signal) =>
    checkRequest(commune.id, request, signal),
  );
  const specials = useServerQuery(['places', 'special-days', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/special-days', { params: { path: { id: commune.id } } })),
  );
  const act = useAct<Schema<'BookingRequest'>, Schema<'Booking'>>(
    (body) => ask(api.POST('/api/v1/communes/{id}/bookings', { params: { path: { id: commune.id } }, body })),
    ['rundowns', 'bookings', 'announcements', 'needs'],
  );
  const today = localDateOf(Date.parse(schedule.now), schedule.timeZone);
  const conflicts =
    verdict?.conflicts.filter(({ kind }) => !(replaces.length > 0 && (kind === 'overlap' || kind === 'overflow'))) ??
    [];
  const needsOrder = conflicts.some(({ kind }) => kind === 'priority-order') || order !== undefined;
  const needsReason =
    conflicts.some(({ kind }) => kind === 'needs-late-reason') || start.kind === 'soonest' || lateReason !== '';
  const clear = verdict !== undefined && conflicts.length === 0 && verdict.refusal === null;
  return (
    <Dialog shape="wide" close={close} title={text.newBooking}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) act.mutate(request, { onSuccess: saved });
        }}
      >
        {unbooked.length === 0 ? (
          <p>{text.unbookedNone}</p>
        ) : (
          <NativeSelect
            label={text.what}
            value={announcementId}
            onChange={(event) => setAnnouncementId(event.currentTarget.value)}
            data={unbooked.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {chosen ? <p className="small muted">{unbookedText(chosen)}</p> : null}
        <PlacesPicker schedule={schedule} zoneIds={zoneIds} choose={setZoneIds} />
        <StartPicker schedule={schedule} start={start} choose={setStart} soonest={recurrence.kind === 'once'} />
        {start.kind === 'soonest' ? null : (
          <DaysBuilder
            schedule={schedule}
            recurrence={recurrence}
            choose={setRecurrence}
            today={today}
            specialNames={[...new Set((specials.data?.items ?? []).map(({ name }) => name))]}
          />
        )}
        <NativeSelect
          label={text.repeats}
          value={String(repeats)}
          onChange={(event) => setRepeats(Number(event.currentTarget.value))}
          data={['1', '2', '3', '4', '5']}
        />
        {needsReason ? (
          <Textarea
            label={text.lateReason}
            description={text.lateReasonWhy}
            autosize={false}
            rows={2}
            value={lateReason}
            onChange={(event) => setLateReason(event.currentTarget.value)}
          />
        ) : null}
        {needsOrder && decidesOrder ? (
          <Radio.Group
            label={text.order}
            value={order ?? ''}
            onChange={(value) => setOrder(value as 'before' | 'after')}
          >
            <div className="options">
              <Radio value="before" label={text.orderBefore} />
              <Radio value="after" label={text.orderAfter} />
            </div>
          </Radio.Group>
        ) : null}
        <div aria-live="polite">
          {complete && verdict === undefined ? <p className="muted">{text.checking}</p> : null}
          {zoneIds.length === 0 ? <p className="note pending">{text.nowhere}</p> : null}
          {verdict && (conflicts.length > 0 || verdict.refusal) ? (
            <Conflicts
              conflicts={conflicts}
              alternatives={verdict.alternatives}
              refusal={verdict.refusal}
              timeZone={schedule.timeZone}
              choose={(alternative) => {
                setStart(alternative.start);
                setRecurrence(alternative.recurrence as Recurrence);
                setRepeats(alternative.repeats);
                setReplaces(alternative.replaces);
              }}
            />
          ) : null}
          {clear ? <Starts starts={verdict.starts ?? []} timeZone={schedule.timeZone} /> : null}
          {replaces.length > 0 ? <p className="note pending">{text.willReplace}</p> : null}
          <Saved refusal={act.error} timeZone={schedule.timeZone} />
          {!isMeantTwice && [verdict?.refusal, act.error].some((refusal) => refusal?.code === 'booking-duplicate') ? (
            <Button variant="default" onClick={() => setMeantTwice(JSON.stringify(wish))}>
              {text.bookAgain}
            </Button>
          ) : null}
        </div>
        <div className="dialog-acts">
          <Button type="submit" loading={act.isPending} disabled={!clear}>
            {text.propose}
          </Button>
          <Button variant="default" onClick={close}>
            {SCREENS.shell.cancel}
          </Button>
          <span className="small muted">{text.proposeNote}</span>
        </div>
      </form>
    </Dialog>
  );
}

function Saved({ refusal, timeZone }: { readonly refusal: Refusal | null; readonly timeZone: string }) {
  if (!refusal) return null;
  return <Conflicts conflicts={[]} alternatives={[]} refusal={refusal} timeZone={timeZone} choose={() => undefined} />;
}

function Starts({
  starts,
  timeZone,
}: {
  readonly starts: Schema<'BookingPreview'>['starts'];
  readonly timeZone: string;
}) {
  const times = [...new Set(starts.map(({ startsAt }) => startsAt))];
  return (
    <div className="note good">
      <p>
        <span aria-hidden="true">✓</span> <strong>{text.fits}</strong> {text.wouldStart}
      </p>
      <ul>
        {times.slice(0, TOLD_STARTS).map((startsAt) => {
          const at = Date.parse(startsAt);
          return (
            <li key={startsAt}>
              {timeText(at, timeZone)} {dateText(LANGUAGE, localDateOf(at, timeZone))}
            </li>
          );
        })}
        {times.length > TOLD_STARTS ? <li>{fill(text.moreStarts, { count: times.length - TOLD_STARTS })}</li> : null}
      </ul>
    </div>
  );
}

/** `2 phút 10 giây · Ngân soạn · đã duyệt`. */
export function unbookedText({ durationMs, createdBy, state }: Unbooked): string {
  return [
    durationMs === null ? text.notReady : durationText(LANGUAGE, durationMs),
    createdBy === null ? '' : fill(text.writtenBy, { who: createdBy }),
    state === 'approved' ? text.contentApproved : text.contentWaits,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
