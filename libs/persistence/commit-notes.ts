// What is told to others once a unit of work is durable. A part of the unit that is undone takes back what it noted.
import type { Remembered, SavedEvent } from '#application';

export class CommitNotes {
  /** Communes whose event log grew. */
  readonly touchedCommuneIds = new Set<string>();
  /** Communes whose plan is to be made again. */
  readonly wantedPlans = new Set<string>();
  /** What may be remembered wrongly from now on; a part that is undone takes none of it back, for reading once more does no harm. */
  readonly changed = new Set<Remembered>();
  /** What was written into the event log, in order. */
  readonly written: SavedEvent[] = [];

  /** Remembers how it stands; what is called back forgets everything noted since. */
  mark(): () => void {
    const { touchedCommuneIds, wantedPlans, written } = this;
    const [touched, wanted, length] = [new Set(touchedCommuneIds), new Set(wantedPlans), written.length];
    return () => {
      keepOnly(touchedCommuneIds, touched);
      keepOnly(wantedPlans, wanted);
      written.length = length;
    };
  }
}

function keepOnly(ids: Set<string>, before: ReadonlySet<string>): void {
  for (const id of ids) if (!before.has(id)) ids.delete(id);
}
