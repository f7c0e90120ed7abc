// What of a zone's entries this controller itself will play.
import { weightOf } from '#domain';
import { playbackIdOf, type ProgrammeEntry } from '#protocol';

/** One entry of the zone on this controller. */
export interface OwnPlayback {
  readonly playbackId: string;
  readonly entry: ProgrammeEntry;
}

/** The entries that name the controller, soonest first; of two at the same instant the weightier. */
export function ownPlaybacks(entries: readonly ProgrammeEntry[], controllerId: string): readonly OwnPlayback[] {
  return entries
    .filter((entry) => entry.controllerIds.includes(controllerId))
    .map((entry) => ({ playbackId: playbackIdOf(entry.airingId, controllerId), entry }))
    .sort(
      (a, b) => a.entry.startsAt - b.entry.startsAt || weightOf(b.entry.messageClass) - weightOf(a.entry.messageClass),
    );
}
