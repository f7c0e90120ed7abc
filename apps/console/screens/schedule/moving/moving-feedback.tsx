// What the screen tells while something moves: a sentence for screen readers, the bar at the lower edge, and a copy that follows the pointer.
import type { Ref } from 'react';
import { isSame } from './target';
import { MovingBar, movingText, verdictText } from './moving-bar';
import './moving.css';

export function MovingFeedback({
  ghost,
  ...bar
}: Omit<Parameters<typeof MovingBar>[0], 'moving'> & {
  readonly moving: Parameters<typeof MovingBar>[0]['moving'] | undefined;
  /** Follows the pointer; moved without drawing anew. */
  readonly ghost: Ref<HTMLDivElement>;
}) {
  const { moving, dryRun, rows, schedule } = bar;
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {moving ? movingText(moving, dryRun, rows, schedule) : ''}
      </p>
      {moving ? <MovingBar {...bar} moving={moving} /> : null}
      {moving?.by === 'pointer' ? (
        <div
          ref={ghost}
          className={`ghost ${dryRun && dryRun.conflicts.length > 0 ? 'refused' : ''}`}
          aria-hidden="true"
        >
          <strong>
            {moving.subject.kind === 'entry' ? moving.subject.entry.title : moving.subject.announcement.title}
          </strong>
          <br />
          {isSame(moving.origin, moving.target) ? '' : verdictText(dryRun)}
        </div>
      ) : null}
    </>
  );
}
