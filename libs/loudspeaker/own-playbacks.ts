// What of a zone's entries this controller itself will play.
import { weightOf, type AiringKind } from '#domain';
import { playbackIdOf, type ProgrammeEntry } from '#protocol';

/** What stands in the programme, or beside it as a drill. */
export type AirEntry = Omit<ProgrammeEntry, 'kind'> & { readonly kind: AiringKind };

/** One entry of the zone on this controller. */
export interface OwnPlayback {
  readonly playbackId: string;
  readonly entry: AirEntry;
}

/** The entries that name the controller, soonest first; of two at the same instant the weightier. */
export function ownPlaybacks(entries: readonly AirEntry[], controllerId: string): readonly OwnPlayback[] {
  return entries
    .filter((entry) => entry.controllerIds.includes(controllerId))
    .map((entry) => ({ playbackId: playbackIdOf(entry.airingId, controllerId), entry }))
    .sort(
      (a, b) => a.entry.startsAt - b.entry.startsAt || weightOf(b.entry.messageClass) - weightOf(a.entry.messageClass),
    );
}
