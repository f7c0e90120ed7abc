// What of a zone's programme this controller itself will play.
import { weightOf } from '#domain';
import { playbackIdOf, type Programme, type ProgrammeEntry } from '#protocol';

/** One entry of the programme on this controller. */
export interface OwnPlayback {
  readonly playbackId: string;
  readonly entry: ProgrammeEntry;
}

/** The entries that name the controller, soonest first; of two at the same instant the weightier. */
export function ownPlaybacks(programme: Programme | undefined, controllerId: string): readonly OwnPlayback[] {
  return (programme?.entries ?? [])
    .filter((entry) => entry.controllerIds.includes(controllerId))
    .map((entry) => ({ playbackId: playbackIdOf(entry.airingId, controllerId), entry }))
    .sort(
      (a, b) => a.entry.startsAt - b.entry.startsAt || weightOf(b.entry.messageClass) - weightOf(a.entry.messageClass),
    );
}
