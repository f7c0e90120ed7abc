// Everything that is known of one airing, gathered by a read act: what the reason chain is made from.
import type { Airing, Confirmation, Playback, Rundown, StopOrder } from '../../air/air';
import type { Announcement, Recording } from '../../announcements/announcement';
import type { ApprovalBasis } from '../../approvals/approval';
import type { Booking } from '../../bookings/booking';
import type { EmergencyDecision } from '../../emergencies/emergency';
import { lastStartOf } from '../../air/last-sound';
import type { PoleReport } from '../../places/pole';
import type { Instant } from '../../calendar/time';
import type { QuietStretch } from '../../calendar/daily-window';

/** Who stood for it, when, and by which right. */
export interface Signed {
  readonly who: string;
  readonly at: Instant;
  readonly basis: ApprovalBasis;
}

/** A take of the announcement in one language. */
type Take = Pick<Recording, 'state' | 'progress' | 'receivedAt' | 'refusal' | 'rendition'> & {
  readonly who: string;
};

/** The content, with its takes. */
export interface ContentStory extends Pick<Announcement, 'state' | 'note'> {
  readonly takes: readonly Take[];
  readonly approval: Signed | null;
}

/** The booking, with the names of people in it. */
export interface BookingStory extends Pick<Booking, 'start' | 'recurrence' | 'state' | 'purpose'> {
  readonly who: string;
  readonly at: Instant;
  readonly approval: Signed | null;
}

/** What nobody books: an emergency or a drill. `confirmedBy` null: no second person had to. */
export interface OrderStory {
  readonly kind: 'emergency' | 'drill';
  readonly who: string;
  readonly at: Instant;
  readonly reason: string;
  /** Null: a drill. */
  readonly basis: EmergencyDecision | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
}

/** One pole that is to play it. */
export interface PoleStory {
  readonly controllerId: string;
  readonly name: string;
  readonly playback: Playback | null;
  /** Null: no box is enrolled for it. */
  readonly device: {
    readonly online: boolean;
    /** Since when it is there, or away; null: not known. */
    readonly since: Instant | null;
    readonly programme: { readonly epoch: number; readonly version: number } | null;
  } | null;
  readonly report: PoleReport | null;
  /** It began by a battery clock that was ahead by so much, or behind (less than 0); null: not that anybody knows. */
  readonly clockAheadMs: number | null;
}

/** Quiet hours with the special day that brings them; null: the usual ones. */
export interface NamedQuiet extends QuietStretch {
  readonly specialDay: string | null;
}

/** Rules that speak against its time; each null where it does not. */
export interface ObstacleStory {
  readonly stop: (Pick<StopOrder, 'from' | 'until' | 'reason'> & { readonly who: string }) | null;
  /** The day on which series rest. */
  readonly specialDay: string | null;
  readonly quiet: NamedQuiet | null;
}

/** Everything that is known of one airing. */
export interface AiringStory {
  readonly now: Instant;
  readonly airing: Airing;
  readonly rundown: Pick<Rundown, 'slotName' | 'localDate' | 'endsAt'>;
  /** Null: sounds that open and close a rundown. */
  readonly content: ContentStory | null;
  readonly booking: BookingStory | null;
  readonly order: OrderStory | null;
  readonly obstacles: ObstacleStory;
  /** The newest programme of the zone; null: none was issued. */
  readonly programme: { readonly epoch: number; readonly version: number; readonly issuedAt: Instant } | null;
  readonly poles: readonly PoleStory[];
  /** What the village said of it. */
  readonly answers: readonly (Pick<Confirmation, 'answer' | 'at'> & { readonly who: string })[];
}

/** When it should have begun on every pole at the latest. */
export function latestStart({ airing }: Pick<AiringStory, 'airing'>): Instant {
  return lastStartOf(airing);
}

/** Whether it goes on air, or went. */
export function takesPlace({ airing }: Pick<AiringStory, 'airing'>): boolean {
  return airing.state === 'planned';
}

/** Whether it went on air: from then on it is told how it came to be, not how things stand. */
export function hasBegun({ airing, now }: Pick<AiringStory, 'airing' | 'now'>): boolean {
  return takesPlace({ airing }) && now >= airing.startsAt;
}
