// "Giống hôm qua", "giống tuần trước": the day is proposed as another one was; what is booked already is not booked twice.
import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { dateText, fill } from '#words';
import type { LocalDate } from '#domain';
import { useAct } from '../../../parts/queries';
import { Dialog } from '../../../parts/dialog';
import { RefusalNote } from '../../../parts/refusal-note';
import { useDesk } from '../../../parts/desk';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import './forms.css';

const text = SCREENS.schedule;

export function CopiesDialog({ date: shown, close }: { readonly date: LocalDate; readonly close: () => void }) {
  const { commune } = useDesk();
  const [date, setDate] = useState(shown);
  const [like, setLike] = useState<Schema<'BookingCopyRequest'>['like']>('yesterday');
  const act = useAct<Schema<'BookingCopyRequest'>, Schema<'CopiedDay'>>(
    (body) => ask(api.POST('/api/v1/communes/{id}/booking-copies', { params: { path: { id: commune.id } }, body })),
    ['rundowns', 'bookings', 'announcements', 'needs'],
  );
  const copied = act.data;
  return (
    <Dialog close={close} title={text.copyTitle}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ like, date });
        }}
      >
        <TextInput
          type="date"
          label={text.onDay}
          value={date}
          onChange={(event) => {
            act.reset();
            if (event.currentTarget.value) setDate(event.currentTarget.value);
          }}
        />
        <Radio.Group
          label={text.copyLike}
          value={like}
          onChange={(value) => {
            act.reset();
            setLike(value as typeof like);
          }}
        >
          <div className="options">
            <Radio value="yesterday" label={text.likeYesterday} />
            <Radio value="last-week" label={text.likeLastWeek} />
          </div>
        </Radio.Group>
        <RefusalNote refusal={act.error} />
        <div aria-live="polite">
          {copied ? (
            <div className={`note ${copied.proposed.length > 0 ? 'good' : 'pending'}`}>
              <p>
                {fill(copied.proposed.length > 0 ? text.copied : text.copiedNone, {
                  count: copied.proposed.length,
                  day: dateText(LANGUAGE, date),
                })}
              </p>
              {copied.refused.length > 0 ? (
                <ul>
                  {copied.refused.map(({ copyOf, title, problem }) => (
                    <li key={copyOf}>
                      {title}: {problem.detail}
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          ) : null}
        </div>
        <div className="dialog-acts">
          <Button type="submit" loading={act.isPending}>
            {text.propose}
          </Button>
          <Button variant="default" onClick={close}>
            {SCREENS.shell.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
