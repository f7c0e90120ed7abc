// Retraction ("đính chính"): what was wrong falls silent, and a correction goes to exactly the controllers that played it.
import { ENDED_PLAYBACK_STATES, type Airing, type Playback } from '../air/air';
import type { BookingState } from '../bookings/booking';
import { lastSoundOf } from '../air/last-sound';
import type { Instant } from '../calendar/time';

/** An item taken back, and the corrections that were proposed for it. */
export interface Retraction {
  readonly id: string;
  readonly communeId: string;
  readonly announcementId: string;
  /** Null: every booking of the announcement. */
  readonly bookingId: string | null;
  readonly reason: string;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
  /** Bookings of corrections, in the order in which they were proposed. */
  readonly correctionBookingIds: readonly string[];
}

/** What is known of one playback that should not have been. */
export interface Witness {
  readonly playback: Playback;
  readonly startsAt: Instant;
  /**
   * Its device has acknowledged the newest programme of its zone. Receipts come in order and without gaps: who acknowledged a
   * programme that has an airing cancelled, and did not say before that it began, did not play it.
   */
  readonly upToDate: boolean;
}

/** sounding: it sounds now; sounded: it did, at least in part; doubtful: nobody can say yet; silent: it did not. */
export type Sounding = 'sounding' | 'sounded' | 'doubtful' | 'silent';

/** Whether something of it was heard from that controller. */
export function soundingOf({ playback, startsAt, upToDate }: Witness, now: Instant): Sounding {
  switch (playback.state) {
    case 'playing':
      return 'sounding';
    case 'played':
      return 'sounded';
    case 'interrupted':
      return (playback.playedMs ?? 0) > 0 ? 'sounded' : 'silent';
    case 'missed':
    case 'refused':
      return 'silent';
    case 'unconfirmed':
      return 'doubtful';
    case 'cancelled':
      return upToDate || startsAt > now ? 'silent' : 'doubtful';
    case 'planned':
    case 'delivered':
    case 'ready':
      return startsAt > now ? 'silent' : 'doubtful';
  }
}

/** Where a correction belongs, and where nobody can say yet. Both sorted; no controller is in both. */
interface RetractionSet {
  readonly played: readonly string[];
  readonly doubtful: readonly string[];
}

/** Exactly the controllers that played or are playing it; those that may have are named apart, never among them. */
export function retractionSet(witnesses: readonly Witness[], now: Instant): RetractionSet {
  const soundings = new Map<string, readonly Sounding[]>();
  for (const witness of witnesses) {
    const { controllerId } = witness.playback;
    soundings.set(controllerId, [...(soundings.get(controllerId) ?? []), soundingOf(witness, now)]);
  }
  const where = (...wanted: readonly Sounding[]) =>
    [...soundings].filter(([, all]) => wanted.includes(strongest(all))).map(([id]) => id);
  return { played: where('sounding', 'sounded').sort(), doubtful: where('doubtful').sort() };
}

/** What is known of a controller with several playbacks: that one sounded outweighs that nobody can say, and that outweighs silence. */
export function strongest(soundings: readonly Sounding[]): Sounding {
  return (['sounding', 'sounded', 'doubtful'] as const).find((each) => soundings.includes(each)) ?? 'silent';
}

/** One correction, as far as one controller is concerned. */
export interface Correction {
  readonly bookingState: BookingState;
  /** Empty while it is not planned. */
  readonly playbacks: readonly Playback[];
}

/** Whether a correction was played there, or may still be. */
export function isCorrected(corrections: readonly Correction[]): boolean {
  return corrections.some(({ bookingState, playbacks }) => {
    if (playbacks.some(({ state }) => state === 'played')) return true;
    const open = bookingState === 'proposed' || bookingState === 'approved';
    return open && playbacks.every(({ state }) => !ENDED_PLAYBACK_STATES.includes(state));
  });
}

/** Whether the airing may sound at that instant or within the time given, so that it must be silenced now. */
export function maySoundSoon(airing: Airing, now: Instant, withinMs: number): boolean {
  const { state, startsAt } = airing;
  return state === 'planned' && startsAt <= now + withinMs && now < lastSoundOf(airing);
}
