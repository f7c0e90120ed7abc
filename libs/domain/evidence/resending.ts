// Sending again, only where it was not played or where the village did not hear it.
import type { Playback } from '../air/air';
import type { Instant } from '../calendar/time';

/** One controller with everything that it was to play of the item, first sending and resendings alike. */
export interface Pole {
  readonly controllerId: string;
  readonly playbacks: readonly Playback[];
  /** When its village said that it did not hear it; null: it did not say so, or said otherwise later. */
  readonly notHeardAt: Instant | null;
}

/** The controllers that need it again, sorted. A controller that played all of it is among them only if its village did not hear that. */
export function resendSet(poles: readonly Pole[]): readonly string[] {
  return poles
    .filter(
      (pole) => failed(pole) && !pole.playbacks.some((playback) => isToCome(playback) || wasHeard(playback, pole)),
    )
    .map(({ controllerId }) => controllerId)
    .sort();
}

function failed({ playbacks, notHeardAt }: Pole): boolean {
  return notHeardAt !== null || playbacks.some(wasNotPlayed);
}

/** Not played, and not because somebody took it off the air. */
function wasNotPlayed({ state, reason }: Playback): boolean {
  switch (state) {
    case 'refused':
      return reason !== 'cancelled';
    case 'missed':
    case 'interrupted':
    case 'unconfirmed':
      return true;
    case 'cancelled':
      return reason === 'stopped';
    default:
      return false;
  }
}

function isToCome({ state }: Playback): boolean {
  return state === 'planned' || state === 'delivered' || state === 'ready' || state === 'playing';
}

/** Played in full, and not before the village said that it heard nothing. */
function wasHeard({ state, startedAt }: Playback, { notHeardAt }: Pole): boolean {
  return state === 'played' && (notHeardAt === null || (startedAt ?? 0) > notHeardAt);
}
