// The bar at the foot: send back with reasons, or approve; and who may not, and why.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { useShortcuts } from '../../parts/shortcuts';
import { SCREENS, WORDS } from '../../parts/words';

const text = SCREENS.approvals;

export function DecisionBar({
  item,
  heard,
  note,
  setNote,
  mark,
  markLabel,
  onApproved,
  onReturned,
}: {
  readonly item: Schema<'WaitingApproval'>;
  /** Whether it was listened to since it was opened. */
  readonly heard: boolean;
  readonly note: string;
  readonly setNote: (note: string) => void;
  readonly mark: () => void;
  readonly markLabel: string;
  readonly onApproved: () => void;
  readonly onReturned: () => void;
}) {
  const { verdict, digest, notForecast, announcement } = item;
  const [returning, setReturning] = useState(false);
  // What follows is done before the list is asked anew: with the item, this bar goes too.
  const approve = useAct(async () => {
    await approved(item);
    onApproved();
  }, ['announcements', 'bookings', 'needs']);
  const giveBack = useAct(async () => {
    const path = { id: announcement.id };
    await ask(api.POST('/api/v1/announcements/{id}/request-changes', { params: { path }, body: { note } }));
    onReturned();
  }, ['announcements', 'needs']);
  const busy = approve.isPending || giveBack.isPending;
  const ready = verdict === 'ok' && digest !== null && notForecast === null && heard && !busy;
  const press = () => approve.mutate(undefined);
  useShortcuts({ enter: () => ready && press() });
  return (
    <footer className="decision">
      {returning ? (
        <div className="returning">
          <div className="toggles" role="group" aria-label={text.reasons}>
            {text.reasonChips.map((reason) => (
              <button
                key={reason}
                type="button"
                onClick={() => setNote(note === '' ? reason : `${note.trimEnd()} ${reason}`)}
              >
                {reason}
              </button>
            ))}
          </div>
          <Textarea
            label={text.note}
            autosize
            minRows={2}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <div className="decision-acts">
            <Button variant="default" onClick={mark}>
              {markLabel}
            </Button>
            <Button
              loading={giveBack.isPending}
              disabled={note.trim() === '' || busy}
              onClick={() => giveBack.mutate(undefined)}
            >
              {text.confirmBack}
            </Button>
            <Button variant="default" onClick={() => setReturning(false)}>
              {SCREENS.shell.cancel}
            </Button>
          </div>
        </div>
      ) : (
        <div className="decision-acts">
          <p className="verdict">{standing(item, heard)}</p>
          <Button variant="default" size="md" onClick={() => setReturning(true)} disabled={busy}>
            {text.sendBack}
          </Button>
          <Button size="md" loading={approve.isPending} disabled={!ready} onClick={press}>
            {text.approve}
          </Button>
        </div>
      )}
      <RefusalNote refusal={approve.error ?? giveBack.error} />
    </footer>
  );
}

/** Whether this person may approve now, or why not. */
function standing({ verdict, digest }: Schema<'WaitingApproval'>, heard: boolean): string {
  if (verdict !== 'ok') return WORDS.problems[verdict].detail;
  if (digest === null) return text.notReady;
  return heard ? text.mayApprove : text.listenFirst;
}

/** The booking with its announcement, or the content alone. The digest says what was heard. */
function approved({ id, booking, announcement, digest }: Schema<'WaitingApproval'>): Promise<unknown> {
  const body = { digest: digest! };
  return booking === null
    ? ask(api.POST('/api/v1/announcements/{id}/approve', { params: { path: { id: announcement.id } }, body }))
    : ask(api.POST('/api/v1/bookings/{id}/approve', { params: { path: { id } }, body }));
}
