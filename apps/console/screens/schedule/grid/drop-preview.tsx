// Where something that moves would go when it is dropped now, drawn in that cell.
import { useEffect, useRef } from 'react';
import { msOfDay } from '#domain';
import type { Band } from '../sheet/bands';
import { shareOf } from '../sheet/positions';
import type { Schedule } from '../sheet/schedule-data';
import type { Moving } from '../moving/use-moving';
import './drop-preview.css';

/** Kept in sight while the keyboard moves it. */
export function DropPreview({
  folded,
  moving,
  band,
  trouble,
  schedule,
}: {
  readonly folded: boolean;
  readonly moving: Moving;
  readonly band: Band | undefined;
  readonly trouble: boolean;
  readonly schedule: Schedule;
}) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moving.by === 'keyboard') mark.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const { subject, target } = moving;
  const title = subject.kind === 'entry' ? subject.entry.title : subject.announcement.title;
  const slot = target.start.kind === 'slot' ? target.start.slotId : undefined;
  const when =
    target.start.kind === 'exact'
      ? target.start.at.slice(0, 5)
      : (schedule.slots.find(({ id }) => id === slot)?.name ?? '');
  const first = band && target.start.kind === 'exact' ? shareOf(msOfDay(target.start.at), band) : 0;
  return (
    <div
      ref={mark}
      className={`drop-preview ${trouble ? 'trouble' : ''}`}
      aria-hidden="true"
      style={band && !folded ? { marginInlineStart: `${Math.min(0.38, first) * 100}%` } : undefined}
    >
      <span aria-hidden="true">{trouble ? '✕' : '↓'}</span> {folded ? null : `${when} ${title}`}
    </div>
  );
}
